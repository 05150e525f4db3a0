import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonObject } from '../../core/json.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import type { XeroStore } from './create-xero-store.ts';
import { creditNoteTotals } from './credit-note-totals.ts';
import { refundToApi } from './refund-to-api.ts';
import { refused, type SavedRecord } from './saved-record.ts';
import { settleCreditNote } from './settle-credit-note.ts';
import { numberToDecimal } from './xero-decimal.ts';
import type { XeroOrganisation } from './xero-organisation.ts';

const Input = z.object({
  CreditNote: z.object({ CreditNoteID: z.string() }),
  Account: z.object({ Code: z.string() }),
  Date: z.string(),
  Amount: z.number().transform(numberToDecimal),
  Reference: z.string(),
});

/**
 * Sends a part of a credit note back from a bank account. "Payment amount exceeds …" is Xero's text (example of the
 * specification's createPayments); the others are ours.
 */
export function saveRefund(
  store: XeroStore,
  organisation: XeroOrganisation,
  record: JsonObject,
  atMs: number,
): SavedRecord {
  const input = Input.parse(record);
  const creditNote = store
    .creditNotes()
    .find(({ creditNoteId }) => creditNoteId === input.CreditNote.CreditNoteID);
  if (creditNote === undefined) return refused(record, ['The credit note could not be found']);
  const reasons: string[] = [];
  if (!organisation.bankAccountCodes.includes(input.Account.Code)) {
    reasons.push(`Account code '${input.Account.Code}' is not a valid code for this document.`);
  }
  if (creditNote.status === 'VOIDED') reasons.push('Payments can only be made against authorised documents');
  if (input.Amount.lte(0)) reasons.push('Payment amount must be greater than zero');
  if (input.Amount.gt(creditNoteTotals(store, creditNote).remaining)) {
    reasons.push('Payment amount exceeds the amount outstanding on this document');
  }
  if (reasons.length > 0) return refused(record, reasons);
  const refund = {
    paymentId: randomUUID(),
    creditNoteId: creditNote.creditNoteId,
    accountCode: input.Account.Code,
    date: input.Date,
    amount: decimalToText(input.Amount),
    reference: input.Reference,
    updatedAtMs: atMs,
  };
  store.putRefund(refund);
  settleCreditNote(store, creditNote, atMs);
  return { isSaved: true, record: refundToApi(store, refund), id: refund.paymentId };
}
