import { z } from 'zod';

/** A decimal in plain notation; the double computes with these and never with JSON's numbers. */
const Decimal = z.string();

/** A contact as stored. */
export const StoredContact = z.object({
  contactId: z.string(),
  contactNumber: z.string(),
  status: z.enum(['ACTIVE', 'ARCHIVED']),
  name: z.string(),
  email: z.string(),
  taxNumber: z.string(),
  updatedAtMs: z.int(),
});
export type StoredContact = z.infer<typeof StoredContact>;

/** An item of the price list as stored. */
export const StoredItem = z.object({
  itemId: z.string(),
  code: z.string(),
  name: z.string(),
  description: z.string(),
  updatedAtMs: z.int(),
});
export type StoredItem = z.infer<typeof StoredItem>;

/** A line as stored, with its amounts as Xero computed them. */
export const StoredLine = z.object({
  lineItemId: z.string(),
  itemCode: z.string(),
  description: z.string(),
  quantity: Decimal,
  unitAmount: Decimal,
  discountAmount: Decimal,
  lineAmount: Decimal,
  accountCode: z.string(),
  taxType: z.string(),
  taxAmount: Decimal,
});
export type StoredLine = z.infer<typeof StoredLine>;

/** A sales invoice as stored; its totals are sums of its lines and payments. */
export const StoredInvoice = z.object({
  invoiceId: z.string(),
  number: z.string(),
  status: z.enum(['DRAFT', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED']),
  contactId: z.string(),
  date: z.string(),
  dueDate: z.string(),
  currency: z.string(),
  reference: z.string(),
  sentToContact: z.boolean(),
  lines: z.array(StoredLine),
  /** False for what people made in Xero itself. */
  isByApp: z.boolean(),
  updatedAtMs: z.int(),
});
export type StoredInvoice = z.infer<typeof StoredInvoice>;

/** A payment as stored, in the invoice's currency. */
export const StoredPayment = z.object({
  paymentId: z.string(),
  invoiceId: z.string(),
  date: z.string(),
  amount: Decimal,
  reference: z.string(),
  status: z.enum(['AUTHORISED', 'DELETED']),
  updatedAtMs: z.int(),
});
export type StoredPayment = z.infer<typeof StoredPayment>;

/** A credit note of sales as stored; its totals are sums of its lines, what is left of it less its allocations. */
export const StoredCreditNote = z.object({
  creditNoteId: z.string(),
  number: z.string(),
  status: z.enum(['AUTHORISED', 'PAID', 'VOIDED']),
  contactId: z.string(),
  date: z.string(),
  currency: z.string(),
  reference: z.string(),
  lines: z.array(StoredLine),
  updatedAtMs: z.int(),
});
export type StoredCreditNote = z.infer<typeof StoredCreditNote>;

/** A part of a credit note that is set off against an invoice, in the currency of both. */
export const StoredAllocation = z.object({
  allocationId: z.string(),
  creditNoteId: z.string(),
  invoiceId: z.string(),
  amount: Decimal,
  date: z.string(),
});
export type StoredAllocation = z.infer<typeof StoredAllocation>;

/** Money that went back on a credit note, in its currency. */
export const StoredRefund = z.object({
  paymentId: z.string(),
  creditNoteId: z.string(),
  accountCode: z.string(),
  date: z.string(),
  amount: Decimal,
  reference: z.string(),
  updatedAtMs: z.int(),
});
export type StoredRefund = z.infer<typeof StoredRefund>;

/** An answer that is given again to the same Idempotency-Key. */
export const StoredAnswer = z.object({ fingerprint: z.string(), status: z.int(), body: z.json() });
export type StoredAnswer = z.infer<typeof StoredAnswer>;

/** Everything that survives a restart. */
export const StoredState = z.object({
  contacts: z.record(z.string(), StoredContact),
  items: z.record(z.string(), StoredItem),
  invoices: z.record(z.string(), StoredInvoice),
  payments: z.record(z.string(), StoredPayment),
  // Books of before these were kept have none.
  creditNotes: z.record(z.string(), StoredCreditNote).prefault({}),
  allocations: z.record(z.string(), StoredAllocation).prefault({}),
  refunds: z.record(z.string(), StoredRefund).prefault({}),
  answers: z.record(z.string(), StoredAnswer),
  nextSequence: z.int(),
});
export type StoredState = z.infer<typeof StoredState>;
