import { findWholeOnly } from '../../core/billing/credit/find-whole-only.ts';
import { remainingOfLine } from '../../core/billing/credit/remaining-of-line.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadDocument } from '../load-document.ts';
import { loadCreditNotes } from './load-credit-notes.ts';

/** A line with what is left to credit of it, as decimal text; the amount is with tax where prices include it. */
export type CreditableLine = {
  position: number;
  name: string;
  billed: string;
  quantity: string;
  amount: string;
};

/** What can be credited of an invoice. */
export type Creditable = {
  document: InvoiceDocument;
  lines: CreditableLine[];
  /** Why parts of it cannot be credited; null when they can. */
  wholeOnly: string | null;
};

/** Reads what is left to credit of an invoice; throws `invoice.not_found`. */
export async function readCreditable({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<Creditable> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const document = await loadDocument(tx, input.invoiceId);
    authorise(ctx, 'read', document.entityId);
    const earlier = await loadCreditNotes(tx, input.invoiceId);
    const currency = currencyOf(document.currency);
    const lines = document.lines.map((line) => {
      const { quantity, amountMinor } = remainingOfLine(line, earlier, currency);
      return {
        position: line.position,
        name: line.name,
        billed: line.quantity,
        quantity: decimalToText(quantity),
        amount: moneyToText(money(amountMinor, currency)),
      };
    });
    return { document, lines, wholeOnly: findWholeOnly(document) ?? null };
  });
}
