import type { Big } from 'big.js';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { XeroStore } from './create-xero-store.ts';
import { sumOfDecimals } from './xero-decimal.ts';
import type { StoredInvoice } from './xero-types.ts';

/** The totals of an invoice as Xero shows them. */
export type InvoiceTotals = {
  subTotal: Big;
  totalTax: Big;
  total: Big;
  amountPaid: Big;
  amountCredited: Big;
  amountDue: Big;
};

/** Adds up lines, payments and credits. Deleted payments do not count; a voided invoice has nothing due. */
export function invoiceTotals(store: XeroStore, invoice: StoredInvoice): InvoiceTotals {
  const subTotal = sumOfDecimals(invoice.lines.map((line) => line.lineAmount));
  const totalTax = sumOfDecimals(invoice.lines.map((line) => line.taxAmount));
  const total = subTotal.plus(totalTax);
  const counted = store.paymentsOf(invoice.invoiceId).filter(({ status }) => status === 'AUTHORISED');
  const credits = store.allocations().filter(({ invoiceId }) => invoiceId === invoice.invoiceId);
  const amountPaid = sumOfDecimals(counted.map(({ amount }) => amount));
  const amountCredited = sumOfDecimals(credits.map(({ amount }) => amount));
  const isVoid = invoice.status === 'VOIDED' || invoice.status === 'DELETED';
  const amountDue = isVoid ? decimalOf('0') : total.minus(amountPaid).minus(amountCredited);
  return { subTotal, totalTax, total, amountPaid, amountCredited, amountDue };
}
