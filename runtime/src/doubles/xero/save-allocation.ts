import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assert } from '../../core/assert.ts';
import type { JsonObject } from '../../core/json.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import type { XeroStore } from './create-xero-store.ts';
import { allocationToApi } from './credit-note-to-api.ts';
import { creditNoteTotals } from './credit-note-totals.ts';
import { invoiceTotals } from './invoice-totals.ts';
import { refused, type SavedRecord } from './saved-record.ts';
import { settleCreditNote } from './settle-credit-note.ts';
import { settleInvoice } from './settle-invoice.ts';
import { numberToDecimal } from './xero-decimal.ts';
import type { StoredCreditNote, StoredInvoice } from './xero-types.ts';

const Input = z.object({
  Invoice: z.object({ InvoiceID: z.string() }),
  Amount: z.number().transform(numberToDecimal),
  Date: z.string(),
});

/** Sets a part of a credit note off against an invoice, which is PAID once nothing of it is due. */
export function saveAllocation(
  store: XeroStore,
  creditNoteId: string,
  record: JsonObject,
  atMs: number,
): SavedRecord {
  const input = Input.parse(record);
  const creditNote = store.creditNotes().find((other) => other.creditNoteId === creditNoteId);
  assert(creditNote, `the double holds credit note ${creditNoteId}`);
  const invoice = store.invoices().find(({ invoiceId }) => invoiceId === input.Invoice.InvoiceID);
  if (invoice === undefined) {
    return refused(record, ['The invoice you are trying to allocate to could not be found']);
  }
  const reasons = checkAllocation(store, creditNote, invoice, input.Amount);
  if (reasons.length > 0) return refused(record, reasons);
  const allocation = {
    allocationId: randomUUID(),
    creditNoteId: creditNote.creditNoteId,
    invoiceId: invoice.invoiceId,
    amount: decimalToText(input.Amount),
    date: input.Date,
  };
  store.putAllocation(allocation);
  settleInvoice(store, invoice.invoiceId, atMs);
  settleCreditNote(store, creditNote, atMs);
  return { isSaved: true, record: allocationToApi(store, allocation), id: allocation.allocationId };
}

/**
 * "Already been paid off" and "greater than amount outstanding" are Xero's words, the latter for the credit note's rest
 * as well (waynerobinson/xeroizer issue 320, calcinai/xero-php issue 251); the other texts are ours.
 */
function checkAllocation(
  store: XeroStore,
  creditNote: StoredCreditNote,
  invoice: StoredInvoice,
  amount: z.infer<typeof Input>['Amount'],
): string[] {
  const reasons: string[] = [];
  const { remaining } = creditNoteTotals(store, creditNote);
  const { amountDue } = invoiceTotals(store, invoice);
  if (creditNote.status === 'VOIDED') reasons.push('Credit Note cannot be allocated as it is voided');
  if (invoice.status === 'PAID') {
    reasons.push('The invoice you are trying to allocate to has already been paid off');
  } else if (invoice.status !== 'AUTHORISED') {
    reasons.push('Credit Note can only be allocated to an authorised invoice');
  }
  if (creditNote.contactId !== invoice.contactId) {
    reasons.push('Credit Note cannot be allocated to an invoice of another contact');
  }
  if (creditNote.currency !== invoice.currency) {
    reasons.push('Credit Note cannot be allocated to an invoice of another currency');
  }
  if (amount.lte(0)) reasons.push('Amount must be greater than zero');
  if (amount.gt(remaining) || amount.gt(amountDue)) {
    reasons.push('Credit Note cannot be allocated as amount is greater than amount outstanding');
  }
  return reasons;
}
