import { z } from 'zod';
import { DecimalText } from '../../core/invoice/document.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { draftCreditNote } from './draft-credit-note.ts';
import { findByReference, namedRequestOf } from './find-by-reference.ts';
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
    const request = readRequest(input.lines, currencyOf(invoice.currency));
    const creditNoteId = await draftCreditNote(tx, ctx, invoice, {
      toRequest: () => request,
      notes: [input.reason],
      named,
    });
    return { creditNoteId, isNew: true };
  });
}
