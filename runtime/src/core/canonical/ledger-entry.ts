import { z } from 'zod';
import { DateText } from '../invoice/document.ts';
import { BoundedDecimalText, CurrencyText, SourceKey } from './texts.ts';

const LINES_MAX = 1000;

/** A line as the ledger holds it. A line of text only has neither price nor amount. */
const LedgerLine = z.strictObject({
  description: z.string().max(4000).optional(),
  sku: SourceKey.optional(),
  quantity: BoundedDecimalText.optional(),
  /** As the ledger states it: with tax where `isTaxIncluded` says so. */
  unitPrice: BoundedDecimalText.optional(),
  /** Without tax and after discounts, whatever the ledger shows: what the account is booked with. */
  net: BoundedDecimalText.optional(),
  /** The `code` of an account of the same ledger. */
  accountCode: SourceKey.optional(),
  taxCode: SourceKey.optional(),
});

/** What an entry is. `income` and `expense` are booked without a document of their own, as freee's 取引 are. */
export const LedgerEntryType = z.enum([
  'invoice',
  'credit_note',
  'bill',
  'supplier_credit',
  'income',
  'expense',
  'journal',
]);
export type LedgerEntryType = z.infer<typeof LedgerEntryType>;

/** Where an entry stands: `open` is booked and not settled in full; `void` is cancelled or deleted there. */
export const LedgerEntryStatus = z.enum(['draft', 'submitted', 'open', 'paid', 'written_off', 'void']);
export type LedgerEntryStatus = z.infer<typeof LedgerEntryStatus>;

/**
 * An invoice, bill, deal or journal as an accounting system holds it, whoever wrote it there. It is a mirror: nothing
 * of it is corrected or recalculated, so that what differs from ours is seen. Amounts are in major units of `currency`,
 * and negative where the ledger has them so.
 */
export const CanonicalLedgerEntry = z.strictObject({
  type: LedgerEntryType,
  status: LedgerEntryStatus,
  /** Drafts and bills may have none. */
  number: z.string().min(1).max(300).optional(),
  date: DateText,
  dueDate: DateText.optional(),
  currency: CurrencyText,
  contactKey: SourceKey.optional(),
  contactName: z.string().min(1).max(500).optional(),
  isTaxIncluded: z.boolean().default(false),
  net: BoundedDecimalText.optional(),
  tax: BoundedDecimalText.optional(),
  total: BoundedDecimalText,
  /** Money received or paid; credits that were set off are in neither `paid` nor `due`. */
  paid: BoundedDecimalText.optional(),
  due: BoundedDecimalText.optional(),
  lines: z.array(LedgerLine).max(LINES_MAX).default([]),
  /** Its page in the ledger or at the vendor, for people. */
  externalUrl: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional(),
});
export type CanonicalLedgerEntry = z.infer<typeof CanonicalLedgerEntry>;
