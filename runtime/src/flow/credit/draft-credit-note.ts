import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { creditDocument } from '../../core/billing/credit/credit-document.ts';
import type { CreditRequest } from '../../core/billing/credit/credit-request.ts';
import { creditToDraft } from '../../core/billing/credit/credit-to-draft.ts';
import { todayIn } from '../../core/civil-date.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
import { createDraft } from '../bill/create-draft.ts';
import type { Ctx } from '../context.ts';
import { loadVersion } from '../correct/load-version.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { NamedRequest } from './find-by-reference.ts';
import { loadCharges } from './load-charges.ts';
import { loadCreditNotes } from './load-credit-notes.ts';

/** What is credited, and what the credit note says. */
export type NewCreditNote = {
  /** Says it from the invoice as its customer has it and from its credit notes that count. */
  toRequest: (original: InvoiceDocument, earlier: readonly InvoiceDocument[]) => CreditRequest;
  notes: string[];
  named?: NamedRequest | undefined;
  /** The day on which it was agreed; today when absent. */
  supplyDate?: string | null;
  /** The voided credit note in whose place it stands, locked; none when absent. */
  replaces?: InvoiceRow;
};

/**
 * Drafts a credit note of an invoice that the caller has locked, so that two at once know of each other. Returns its id.
 * Throws `credit.not_possible` and `credit.exceeds_invoice` with all that stands in its way.
 */
export async function draftCreditNote(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  { toRequest, notes, named, supplyDate, replaces }: NewCreditNote,
): Promise<string> {
  const currency = currencyOf(invoice.currency);
  const [{ document: original }, earlier, [entity]] = await Promise.all([
    loadVersion(tx, invoice.id),
    loadCreditNotes(tx, invoice.id),
    tx
      .select({ rounding: entities.rounding, timeZone: entities.timeZone })
      .from(entities)
      .where(eq(entities.id, invoice.entityId)),
  ]);
  if (entity === undefined) throw new AppError('request.internal');
  const mode = original.rounding?.mode ?? entity.rounding;
  const request = toRequest(original, earlier);
  const made = creditDocument({ original, earlier, request, currency, mode });
  if (!made.ok) {
    const [first] = made.refusals;
    throw new AppError(first?.code ?? 'credit.not_possible', {
      ...(first === undefined ? {} : { detail: first.reason }),
      errors: made.refusals.map(({ pointer, code, reason }) => ({ pointer, code, detail: reason })),
    });
  }
  // What is given back is dated when it is agreed; the original supply is named by the original invoice.
  const agreedOn = supplyDate ?? todayIn(entity.timeZone, ctx.deps.clock.now());
  const document = { ...made.document, supplyDate: agreedOn };
  return createDraft(tx, ctx, {
    entityId: invoice.entityId,
    customerId: invoice.customerId,
    currency: invoice.currency,
    content: creditToDraft(document, await loadCharges(tx, invoice.id), currency),
    sourceHash: contentHash({ ...document, notes }),
    ...{ dealId: null, contractId: null, billedOn: null },
    creditsInvoiceId: invoice.id,
    creditRequest: named,
    replaces,
    notes,
  });
}
