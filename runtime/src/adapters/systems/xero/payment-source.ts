import { AppError } from '../../../core/app-error.ts';
import type { JsonObject } from '../../../core/json.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';
import type { RawRecord } from '../../../flow/ports.ts';
import { amountText } from './amount-text.ts';
import type { XeroInvoice, XeroLine, XeroPayment } from './api-types.ts';
import type { XeroClient } from './client.ts';

/**
 * An invoice with every payment on it, deleted ones included, payments first. A bill of a supplier brings none: money
 * that goes out settles no invoice of ours. Raises record.not_found.
 */
export async function getInvoiceWithPayments(client: XeroClient, invoiceId: string): Promise<RawRecord[]> {
  const invoice = await client.findInvoice(invoiceId);
  if (invoice === undefined) throw new AppError('record.not_found', { detail: 'Xero has no such invoice.' });
  const payments = invoice.Type === 'ACCREC' ? await client.listPayments(invoice.InvoiceID) : [];
  return [...payments.map(paymentToRecord), invoiceToRecord(invoice)];
}

/** One payment of an invoice. Raises record.not_found. */
export async function getPayment(client: XeroClient, paymentId: string): Promise<RawRecord[]> {
  return [paymentToRecord(await client.getPayment(paymentId))];
}

function paymentToRecord(payment: XeroPayment): RawRecord {
  const { InvoiceID, InvoiceNumber, CurrencyCode } = payment.Invoice;
  return {
    object: 'payment',
    externalId: payment.PaymentID,
    modifiedAt: payment.UpdatedDateUTC ?? null,
    payload: {
      PaymentID: payment.PaymentID,
      Date: payment.Date,
      // In the invoice's currency; the bank account's, which BankAmount is in, is not named.
      Amount: amountText(payment.Amount, CurrencyCode),
      BankAmount: payment.BankAmount === undefined ? null : decimalToText(decimalOf(payment.BankAmount)),
      CurrencyCode,
      Reference: payment.Reference,
      Status: payment.Status,
      PaymentType: payment.PaymentType,
      Invoice: { InvoiceID, InvoiceNumber, CurrencyCode },
    },
  };
}

function invoiceToRecord(invoice: XeroInvoice): RawRecord {
  const { CurrencyCode } = invoice;
  return {
    object: 'invoice',
    externalId: invoice.InvoiceID,
    modifiedAt: invoice.UpdatedDateUTC ?? null,
    payload: {
      InvoiceID: invoice.InvoiceID,
      InvoiceNumber: invoice.InvoiceNumber,
      Type: invoice.Type,
      Status: invoice.Status,
      Contact: invoice.Contact,
      Date: invoice.Date,
      DueDate: invoice.DueDate ?? null,
      CurrencyCode,
      Reference: invoice.Reference,
      SubTotal: amountText(invoice.SubTotal, CurrencyCode),
      TotalTax: amountText(invoice.TotalTax, CurrencyCode),
      Total: amountText(invoice.Total, CurrencyCode),
      AmountDue: amountText(invoice.AmountDue, CurrencyCode),
      AmountPaid: amountText(invoice.AmountPaid, CurrencyCode),
      AmountCredited: amountText(invoice.AmountCredited, CurrencyCode),
      LineAmountTypes: invoice.LineAmountTypes,
      LineItems: invoice.LineItems.map(lineToPayload),
    },
  };
}

const lineToPayload = (line: XeroLine): JsonObject => ({
  Description: line.Description,
  ItemCode: line.ItemCode,
  Quantity: decimalToText(decimalOf(line.Quantity)),
  UnitAmount: decimalToText(decimalOf(line.UnitAmount)),
  LineAmount: decimalToText(decimalOf(line.LineAmount)),
  AccountCode: line.AccountCode,
  TaxType: line.TaxType,
  TaxAmount: decimalToText(decimalOf(line.TaxAmount)),
});
