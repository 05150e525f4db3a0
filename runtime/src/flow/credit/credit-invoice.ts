import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { creditDocument } from '../../core/billing/credit/credit-document.ts';
import type { CreditRequest } from '../../core/billing/credit/credit-request.ts';
import { creditToDraft } from '../../core/billing/credit/credit-to-draft.ts';
import { todayIn } from '../../core/civil-date.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import { DecimalText, type InvoiceDocument } from '../../core/invoice/document.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { createDraft } from '../bill/create-draft.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadVersion } from '../correct/load-version.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { findByReference, namedRequestOf } from './find-by-reference.ts';
import { loadCharges } from './load-charges.ts';
import { loadCreditNotes } from './load-credit-notes.ts';
import { readRequest } from './read-request.ts';

/** What is credited, and why. Without lines it is all that is left of the invoice. */
export const CreditInvoiceInput = z.strictObject({
  reason: z.string().trim().min(1).max(500),
  /** Names the credit note among those of the invoice: the same again drafts no second one. */
  reference: z.string().trim().min(1).max(200).optional(),
  lines: z
    .array(
      z
        .strictObject({
          position: z.int().min(1),
          /** Units of the line that are taken back, at its price. */
          quantity: DecimalText.optional(),
          /** Or an amount off the line in the invoice's currency: with tax where prices include it, else without. */
          amount: DecimalText.optional(),
        })
        .refine(
          (line) => (line.quantity === undefined) !== (line.amount === undefined),
          'needs a quantity or an amount',
        ),
    )
    .min(1)
    .max(1000)
    .optional(),
});
export type CreditInvoiceInput = z.infer<typeof CreditInvoiceInput>;

/**
 * Drafts a credit note for an issued invoice: all that is left of it, or parts of its lines. It goes the way of every
 * document from there: checked, approved, issued under a number of its own series. All credit notes of an invoice
 * together never exceed it. A reference that was used for this invoice gives the first credit note, whatever became of it.
 * Throws `credit.not_possible`, `credit.exceeds_invoice`, and `credit.reference_reused` for a reference of another request.
 */
export async function creditInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreditInvoiceInput & { invoiceId: string };
}): Promise<{ creditNoteId: string; isNew: boolean }> {
  authorise(ctx, ISSUED_COMMANDS.credit.permission);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    // The lock makes of two credit notes at once two that know of each other.
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    authorise(ctx, ISSUED_COMMANDS.credit.permission, invoice.entityId);
    const named = namedRequestOf(input);
    const known = named === undefined ? undefined : await findByReference(tx, invoice.id, named);
    if (known !== undefined) return { creditNoteId: known, isNew: false };
    admitCommand(ctx, 'credit', invoice);
    const currency = currencyOf(invoice.currency);
    const document = await makeDocument(tx, ctx, invoice, readRequest(input.lines, currency));
    const content = creditToDraft(document, await loadCharges(tx, invoice.id), currency);
    const notes = [input.reason];
    const creditNoteId = await createDraft(tx, ctx, {
      entityId: invoice.entityId,
      customerId: invoice.customerId,
      currency: invoice.currency,
      content,
      sourceHash: contentHash({ ...document, notes }),
      dealId: null,
      contractId: null,
      billedOn: null,
      creditsInvoiceId: invoice.id,
      creditRequest: named,
      notes,
    });
    return { creditNoteId, isNew: true };
  });
}

async function makeDocument(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  request: CreditRequest,
): Promise<InvoiceDocument> {
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
  const made = creditDocument({ original, earlier, request, currency: currencyOf(invoice.currency), mode });
  if (made.ok) {
    // What is given back is dated when it is agreed; the original supply is named by the original invoice.
    return { ...made.document, supplyDate: todayIn(entity.timeZone, ctx.deps.clock.now()) };
  }
  const [first] = made.refusals;
  throw new AppError(first?.code ?? 'credit.not_possible', {
    ...(first === undefined ? {} : { detail: first.reason }),
    errors: made.refusals.map(({ pointer, code, reason }) => ({ pointer, code, detail: reason })),
  });
}
