import type { Big } from 'big.js';
import { assert } from '../../core/assert.ts';
import type { JsonObject } from '../../core/json.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { XeroStore } from './create-xero-store.ts';
import { invoiceTotals } from './invoice-totals.ts';
import { dateToLegacy, instantToLegacy } from './legacy-date.ts';
import { lineToApi } from './line-to-api.ts';
import { decimalToNumber } from './xero-decimal.ts';
import type { StoredContact, StoredInvoice, StoredItem, StoredPayment } from './xero-types.ts';

/** A contact as Xero shows it. */
export function contactToApi(contact: StoredContact): JsonObject {
  return {
    ContactID: contact.contactId,
    ContactNumber: contact.contactNumber,
    ContactStatus: contact.status,
    Name: contact.name,
    EmailAddress: contact.email,
    TaxNumber: contact.taxNumber,
    UpdatedDateUTC: instantToLegacy(contact.updatedAtMs),
    HasValidationErrors: false,
  };
}

/** An item as Xero shows it. */
export function itemToApi(item: StoredItem): JsonObject {
  return {
    ItemID: item.itemId,
    Code: item.code,
    Name: item.name,
    Description: item.description,
    IsSold: true,
    IsPurchased: false,
    UpdatedDateUTC: instantToLegacy(item.updatedAtMs),
  };
}

/** An invoice as Xero shows it; prices with `unitDecimals` decimals, which is 2 unless four were asked for. */
export function invoiceToApi(store: XeroStore, invoice: StoredInvoice, unitDecimals: number): JsonObject {
  const totals = invoiceTotals(store, invoice);
  const contact = store.contacts().find(({ contactId }) => contactId === invoice.contactId);
  const number = (decimal: Big): number => decimalToNumber(decimal);
  return {
    Type: 'ACCREC',
    InvoiceID: invoice.invoiceId,
    InvoiceNumber: invoice.number,
    Reference: invoice.reference,
    // A deleted payment is listed under Payments only.
    Payments: store
      .paymentsOf(invoice.invoiceId)
      .filter(({ status }) => status === 'AUTHORISED')
      .map((payment) => ({
        PaymentID: payment.paymentId,
        Date: dateToLegacy(payment.date),
        Amount: number(decimalOf(payment.amount)),
        Reference: payment.reference,
      })),
    AmountDue: number(totals.amountDue),
    AmountPaid: number(totals.amountPaid),
    AmountCredited: number(totals.amountCredited),
    SentToContact: invoice.sentToContact,
    HasErrors: false,
    Contact: { ContactID: invoice.contactId, Name: contact?.name ?? '' },
    DateString: `${invoice.date}T00:00:00`,
    Date: dateToLegacy(invoice.date),
    DueDateString: `${invoice.dueDate}T00:00:00`,
    DueDate: dateToLegacy(invoice.dueDate),
    Status: invoice.status,
    LineAmountTypes: 'Exclusive',
    LineItems: invoice.lines.map((line) => lineToApi(line, unitDecimals)),
    SubTotal: number(totals.subTotal),
    TotalTax: number(totals.totalTax),
    Total: number(totals.total),
    CurrencyCode: invoice.currency,
    UpdatedDateUTC: instantToLegacy(invoice.updatedAtMs),
  };
}

/** A payment as Xero shows it, with the short form of its invoice. */
export function paymentToApi(store: XeroStore, payment: StoredPayment): JsonObject {
  const invoice = store.getInvoice(payment.invoiceId);
  const contact = store.contacts().find(({ contactId }) => contactId === invoice.contactId);
  assert(contact, 'an invoice has a contact');
  const amount = decimalToNumber(decimalOf(payment.amount));
  return {
    PaymentID: payment.paymentId,
    Date: dateToLegacy(payment.date),
    Amount: amount,
    BankAmount: amount,
    Reference: payment.reference,
    PaymentType: 'ACCRECPAYMENT',
    Status: payment.status,
    IsReconciled: true,
    Invoice: {
      Type: 'ACCREC',
      InvoiceID: invoice.invoiceId,
      InvoiceNumber: invoice.number,
      CurrencyCode: invoice.currency,
      Contact: { ContactID: contact.contactId, Name: contact.name },
    },
    UpdatedDateUTC: instantToLegacy(payment.updatedAtMs),
    HasValidationErrors: false,
  };
}
