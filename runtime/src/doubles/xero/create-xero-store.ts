import { assert } from '../../core/assert.ts';
import { loadState, saveState } from '../shared/state-file.ts';
import {
  type StoredAllocation,
  type StoredAnswer,
  type StoredContact,
  type StoredCreditNote,
  type StoredInvoice,
  type StoredItem,
  type StoredPayment,
  type StoredRefund,
  StoredState,
} from './xero-types.ts';

/** Answers that are kept for an Idempotency-Key. How long Xero keeps them is not documented; a guess. */
const ANSWERS_MAX = 1_000;

const NOTHING = { contacts: {}, items: {}, invoices: {}, payments: {}, answers: {} };

/** What the double keeps. `put…` adds or replaces a whole record; lists are in the order of their creation. */
export type XeroStore = {
  contacts(): StoredContact[];
  items(): StoredItem[];
  invoices(): StoredInvoice[];
  payments(): StoredPayment[];
  creditNotes(): StoredCreditNote[];
  allocations(): StoredAllocation[];
  refunds(): StoredRefund[];
  putContact(contact: StoredContact): void;
  putItem(item: StoredItem): void;
  putInvoice(invoice: StoredInvoice): void;
  putPayment(payment: StoredPayment): void;
  putCreditNote(creditNote: StoredCreditNote): void;
  putAllocation(allocation: StoredAllocation): void;
  removeAllocation(allocationId: string): void;
  putRefund(refund: StoredRefund): void;
  /** The sales invoice that has a number; a deleted one has none any more. */
  findInvoiceByNumber(number: string): StoredInvoice | undefined;
  getInvoice(invoiceId: string): StoredInvoice;
  paymentsOf(invoiceId: string): StoredPayment[];
  findAnswer(key: string): StoredAnswer | undefined;
  keepAnswer(key: string, answer: StoredAnswer): void;
  /** The next number of a webhook event, from 1. */
  takeSequence(): number;
};

/** An organisation's books in memory, and in `stateFile` when one is named. Raises when that file is not one of ours. */
export function createXeroStore({ stateFile }: { stateFile?: string }): XeroStore {
  const saved = stateFile === undefined ? undefined : loadState(stateFile);
  const state: StoredState =
    saved === undefined ? StoredState.parse({ ...NOTHING, nextSequence: 1 }) : StoredState.parse(saved);
  const save = (): void => {
    if (stateFile !== undefined) saveState(stateFile, state);
  };
  const put = <Value>(records: Record<string, Value>, id: string, value: Value): void => {
    records[id] = value;
    save();
  };
  return {
    contacts: () => Object.values(state.contacts),
    items: () => Object.values(state.items),
    invoices: () => Object.values(state.invoices),
    payments: () => Object.values(state.payments),
    creditNotes: () => Object.values(state.creditNotes),
    allocations: () => Object.values(state.allocations),
    refunds: () => Object.values(state.refunds),
    putContact: (contact) => put(state.contacts, contact.contactId, contact),
    putItem: (item) => put(state.items, item.itemId, item),
    putInvoice: (invoice) => put(state.invoices, invoice.invoiceId, invoice),
    putPayment: (payment) => put(state.payments, payment.paymentId, payment),
    putCreditNote: (creditNote) => put(state.creditNotes, creditNote.creditNoteId, creditNote),
    putAllocation: (allocation) => put(state.allocations, allocation.allocationId, allocation),
    removeAllocation(allocationId) {
      delete state.allocations[allocationId];
      save();
    },
    putRefund: (refund) => put(state.refunds, refund.paymentId, refund),
    findInvoiceByNumber: (number) =>
      Object.values(state.invoices).find(
        (invoice) => invoice.number === number && invoice.status !== 'DELETED',
      ),
    getInvoice(invoiceId) {
      const invoice = state.invoices[invoiceId];
      assert(invoice, `the double holds invoice ${invoiceId}`);
      return invoice;
    },
    paymentsOf: (invoiceId) =>
      Object.values(state.payments).filter((payment) => payment.invoiceId === invoiceId),
    findAnswer: (key) => state.answers[key],
    keepAnswer(key, answer) {
      const [oldest] = Object.keys(state.answers);
      if (oldest !== undefined && Object.keys(state.answers).length >= ANSWERS_MAX)
        delete state.answers[oldest];
      put(state.answers, key, answer);
    },
    takeSequence() {
      const sequence = state.nextSequence;
      state.nextSequence += 1;
      save();
      return sequence;
    },
  };
}
