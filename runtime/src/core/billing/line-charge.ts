import type { Period } from '../invoice/document.ts';
import type { ChargeKind } from './charge.ts';

/** What a line bills of its contract, beside the charge's key: with the keys of all live lines it says what is booked. */
export type LineCharge = {
  kind: ChargeKind;
  /** The charge itself, what it later differed by, or what people gave back of it by a credit note. */
  books: 'full' | 'difference' | 'adjustment';
  period: Period | null;
  invoiceOn: string;
  /** Records that prove it, by id. */
  evidence: readonly string[];
};
