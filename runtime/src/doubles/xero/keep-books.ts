import { randomUUID } from 'node:crypto';
import { assert } from '../../core/assert.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import type { XeroStore } from './create-xero-store.ts';
import { invoiceTotals } from './invoice-totals.ts';
import { settleInvoice } from './settle-invoice.ts';
import type { StoredInvoice } from './xero-types.ts';

/** What a bookkeeper does in Xero itself. */
export type Bookkeeper = {
  /**
   * Applies a bank receipt to an invoice, which is PAID once nothing is due; returns the payment's id. Raises when the
   * invoice is not booked, or the amount (a decimal in its currency) is not above zero and within what is due.
   */
  recordPayment(receipt: { invoiceNumber: string; amount: string; date: string; reference: string }): string;
  /** Takes a payment back: it is kept as DELETED, and its invoice is open again. */
  deletePayment(paymentId: string): void;
  /** Changes an invoice by hand. */
  editInvoice(invoiceNumber: string, changes: Partial<Omit<StoredInvoice, 'invoiceId'>>): void;
};

/** A bookkeeper of a double's books. */
export function createBookkeeper(store: XeroStore, nowMs: () => number): Bookkeeper {
  const getInvoice = (invoiceNumber: string): StoredInvoice => {
    const invoice = store.findInvoiceByNumber(invoiceNumber);
    assert(invoice, `the double holds invoice ${invoiceNumber}`);
    return invoice;
  };
  return {
    recordPayment({ invoiceNumber, amount, date, reference }) {
      const invoice = getInvoice(invoiceNumber);
      const value = decimalOf(amount);
      const { amountDue } = invoiceTotals(store, invoice);
      assert(invoice.status === 'AUTHORISED', 'a payment goes to an invoice that is AUTHORISED');
      assert(value.gt(0), 'Payment amount must be greater than zero');
      assert(value.lte(amountDue), 'Payment amount exceeds the amount outstanding on this document');
      const paymentId = randomUUID();
      store.putPayment({
        paymentId,
        invoiceId: invoice.invoiceId,
        date,
        amount: decimalToText(value),
        reference,
        status: 'AUTHORISED',
        updatedAtMs: nowMs(),
      });
      settleInvoice(store, invoice.invoiceId, nowMs());
      return paymentId;
    },
    deletePayment(paymentId) {
      const payment = store.payments().find((other) => other.paymentId === paymentId);
      assert(payment, `the double holds payment ${paymentId}`);
      store.putPayment({ ...payment, status: 'DELETED', updatedAtMs: nowMs() });
      settleInvoice(store, payment.invoiceId, nowMs());
    },
    editInvoice(invoiceNumber, changes) {
      store.putInvoice({ ...getInvoice(invoiceNumber), ...changes, updatedAtMs: nowMs() });
    },
  };
}
