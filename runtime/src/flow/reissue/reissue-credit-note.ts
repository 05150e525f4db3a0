import { AppError } from '../../core/app-error.ts';
import { requestAgain } from '../../core/billing/credit/request-again.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { admitCommand } from '../admit-command.ts';
import type { Ctx } from '../context.ts';
import { draftCreditNote } from '../credit/draft-credit-note.ts';
import { getInvoiceForUpdate, getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { findReplacement } from './find-replacement.ts';

/** The draft that stands in the place of a voided document, and whether this call made it. */
export type ReissuedInvoice = { invoiceId: string; isNew: boolean };

/**
 * Drafts a voided credit note anew: as much of the same lines of the invoice that it credits, which says the rest as it
 * stands today, such as a corrected address. The void gave back what the note took, and all notes together never exceed
 * the invoice (model.md E3.7): where others took it meanwhile, it throws `credit.exceeds_invoice`, `credit.not_possible` or,
 * where less would be left of it, `reissue.not_possible`.
 */
export async function reissueCreditNote(
  tx: Tx,
  ctx: Ctx,
  creditNoteId: string,
  creditsInvoiceId: string,
): Promise<ReissuedInvoice> {
  // The invoice before its note, as whoever issues a note locks the two.
  const invoice = await getInvoiceForUpdate(tx, creditsInvoiceId);
  const voided = await getInvoiceForUpdate(tx, creditNoteId);
  admitCommand(ctx, 'reissue', voided);
  const known = await findReplacement(tx, voided.id);
  if (known !== undefined) return { invoiceId: known, isNew: false };
  admitCommand(ctx, 'credit', invoice);
  const note = await loadDocument(tx, voided.id);
  const currency = currencyOf(voided.currency);
  const invoiceId = await draftCreditNote(tx, ctx, invoice, {
    toRequest: (original, earlier) => requestAgain({ note, original, earlier, currency }),
    notes: voided.notes,
    supplyDate: voided.supplyDate,
    replaces: voided,
  });
  await refuseOtherAmount(tx, voided, invoiceId);
  return { invoiceId, isNew: true };
}

/** The last units of a line come with what is left of it, which may be less by now: that is another note, for a person to make. */
async function refuseOtherAmount(tx: Tx, voided: InvoiceRow, draftId: string): Promise<void> {
  const { payableMinor } = await getInvoiceRow(tx, draftId);
  if (payableMinor === voided.payableMinor) return;
  const text = (minor: bigint): string => moneyToText(money(-minor, currencyOf(voided.currency)));
  throw new AppError('reissue.not_possible', {
    detail: `${voided.number} gave back ${text(voided.payableMinor)} ${voided.currency}; by now it would be ${text(payableMinor)}. Credit its invoice anew instead.`,
  });
}
