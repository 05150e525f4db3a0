import { assert } from '../../core/assert.ts';
import type { JsonObject } from '../../core/json.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { XeroStore } from './create-xero-store.ts';
import { dateToLegacy, instantToLegacy } from './legacy-date.ts';
import { decimalToNumber } from './xero-decimal.ts';
import type { StoredRefund } from './xero-types.ts';

/** A refund as Xero shows it: the credit note stands under Invoice (example of the specification's getPayments). */
export function refundToApi(store: XeroStore, refund: StoredRefund): JsonObject {
  const creditNote = store.creditNotes().find(({ creditNoteId }) => creditNoteId === refund.creditNoteId);
  assert(creditNote, 'a refund is of a credit note');
  const amount = decimalToNumber(decimalOf(refund.amount));
  return {
    PaymentID: refund.paymentId,
    Date: dateToLegacy(refund.date),
    Amount: amount,
    BankAmount: amount,
    Reference: refund.reference,
    PaymentType: 'ARCREDITPAYMENT',
    Status: 'AUTHORISED',
    IsReconciled: false,
    Invoice: {
      Type: 'ACCRECCREDIT',
      InvoiceID: creditNote.creditNoteId,
      InvoiceNumber: creditNote.number,
      CurrencyCode: creditNote.currency,
    },
    UpdatedDateUTC: instantToLegacy(refund.updatedAtMs),
    HasValidationErrors: false,
  };
}
