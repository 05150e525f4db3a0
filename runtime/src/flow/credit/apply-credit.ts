import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { splitCredit } from '../../core/settlement/split-credit.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { loadBalance } from '../settle/load-balance.ts';

/**
 * Takes an issued credit note off what is still owed on its invoice, in the transaction of its issue. What exceeds that
 * was paid already and stays the customer's: it is the credit note's own balance. Throws `credit.not_possible` when the
 * invoice was made void meanwhile.
 */
export async function applyCredit(tx: Tx, ctx: Ctx, creditNote: InvoiceRow, number: string): Promise<void> {
  assert(creditNote.creditsInvoiceId !== null, 'a credit note names what it credits');
  const invoice = await getInvoiceForUpdate(tx, creditNote.creditsInvoiceId);
  if (invoice.documentStatus !== 'issued') {
    throw new AppError('credit.not_possible', {
      detail: `${invoice.number ?? invoice.id} is ${invoice.documentStatus}: there is nothing to credit.`,
    });
  }
  const currency = currencyOf(invoice.currency);
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currency));
  const owedMinor = await loadBalance(tx, invoice.id);
  const { appliedMinor, restMinor } = splitCredit({ owedMinor, creditMinor: -creditNote.payableMinor });
  if (appliedMinor > 0n) {
    await tx.insert(allocations).values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('allocation'),
      invoiceId: invoice.id,
      creditNoteId: creditNote.id,
      amountMinor: appliedMinor,
      createdAt: ctx.deps.clock.now(),
    });
  }
  const data = {
    creditNoteId: creditNote.id,
    creditNote: number,
    applied: text(appliedMinor),
    rest: text(restMinor),
    balance: text(owedMinor - appliedMinor),
    currency: invoice.currency,
  };
  await recordAudit(tx, ctx, {
    action: 'invoice.credit',
    objectKind: 'invoice',
    objectId: invoice.id,
    after: data,
  });
  await recordEvent(tx, ctx, invoice.id, 'invoice.credited', data);
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'sync_crm', key: invoice.id, payload: { organizationId, requestId, invoiceId: invoice.id } },
  ]);
}
