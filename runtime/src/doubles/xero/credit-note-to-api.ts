import type { JsonObject } from '../../core/json.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { XeroStore } from './create-xero-store.ts';
import { creditNoteTotals } from './credit-note-totals.ts';
import { dateToLegacy, instantToLegacy } from './legacy-date.ts';
import { lineToApi } from './line-to-api.ts';
import { decimalToNumber } from './xero-decimal.ts';
import type { StoredAllocation, StoredCreditNote } from './xero-types.ts';

/** A credit note as Xero shows it, with what it is allocated to. */
export function creditNoteToApi(
  store: XeroStore,
  creditNote: StoredCreditNote,
  unitDecimals: number,
): JsonObject {
  const totals = creditNoteTotals(store, creditNote);
  const contact = store.contacts().find(({ contactId }) => contactId === creditNote.contactId);
  return {
    Type: 'ACCRECCREDIT',
    CreditNoteID: creditNote.creditNoteId,
    CreditNoteNumber: creditNote.number,
    Reference: creditNote.reference,
    Contact: { ContactID: creditNote.contactId, Name: contact?.name ?? '' },
    Date: dateToLegacy(creditNote.date),
    Status: creditNote.status,
    LineAmountTypes: 'Exclusive',
    LineItems: creditNote.lines.map((line) => lineToApi(line, unitDecimals)),
    SubTotal: decimalToNumber(totals.subTotal),
    TotalTax: decimalToNumber(totals.totalTax),
    Total: decimalToNumber(totals.total),
    RemainingCredit: decimalToNumber(totals.remaining),
    Allocations: store
      .allocations()
      .filter(({ creditNoteId }) => creditNoteId === creditNote.creditNoteId)
      .map((allocation) => allocationToApi(store, allocation)),
    CurrencyCode: creditNote.currency,
    HasErrors: false,
    UpdatedDateUTC: instantToLegacy(creditNote.updatedAtMs),
  };
}

/** An allocation as Xero shows it, with the short form of its invoice. */
export function allocationToApi(store: XeroStore, allocation: StoredAllocation): JsonObject {
  return {
    AllocationID: allocation.allocationId,
    Amount: decimalToNumber(decimalOf(allocation.amount)),
    Date: dateToLegacy(allocation.date),
    Invoice: {
      InvoiceID: allocation.invoiceId,
      InvoiceNumber: store.getInvoice(allocation.invoiceId).number,
    },
  };
}
