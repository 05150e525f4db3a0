import type { Big } from 'big.js';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { StoredInvoice, StoredPayment } from './xero-types.ts';

/** The totals of an invoice as Xero shows them. */
export type InvoiceTotals = { subTotal: Big; totalTax: Big; total: Big; amountPaid: Big; amountDue: Big };

/** Adds up lines and payments. Deleted payments do not count; a voided invoice has nothing due. */
export function invoiceTotals(invoice: StoredInvoice, payments: readonly StoredPayment[]): InvoiceTotals {
  const sum = (texts: string[]): Big =>
    texts.reduce((total, text) => total.plus(decimalOf(text)), decimalOf('0'));
  const subTotal = sum(invoice.lines.map((line) => line.lineAmount));
  const totalTax = sum(invoice.lines.map((line) => line.taxAmount));
  const total = subTotal.plus(totalTax);
  const counted = payments.filter(({ status }) => status === 'AUTHORISED');
  const amountPaid = sum(counted.map(({ amount }) => amount));
  const isVoid = invoice.status === 'VOIDED' || invoice.status === 'DELETED';
  return {
    subTotal,
    totalTax,
    total,
    amountPaid,
    amountDue: isVoid ? decimalOf('0') : total.minus(amountPaid),
  };
}
