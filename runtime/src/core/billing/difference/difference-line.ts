import type { Big } from 'big.js';
import type { Period } from '../../invoice/document.ts';
import type { ChargeKind, ProjectDocument } from '../charge.ts';

/** A text in both languages. */
export type Text = { en: string; ja: string };

/** A line to book under a charge's key: the charge itself, or what it differs by from what is booked. */
export type DifferenceLine = {
  key: string;
  kind: ChargeKind;
  sku: string;
  /** Which sum of `BookedCharge` it adds to. */
  books: 'full' | 'difference';
  /** Net, in minor units, never zero; negative is a credit. */
  amountMinor: bigint;
  /** As printed, with the amount's sign in the quantity; they multiply to the amount. */
  quantity: Big;
  unitPrice: Big;
  /** How many units of its product it stands for; absent where that cannot be said, as of a difference. */
  units?: Big;
  period: Period | null;
  /** The day on which it is due, whenever it is found. */
  invoiceOn: string;
  /** What is printed beneath the product's name. */
  description: Text | null;
  /** Why there is a difference; null for the charge itself. */
  reason: Text | null;
  evidence: readonly string[];
  /** The kind of document that it stands on; a plain invoice when absent. */
  document?: ProjectDocument;
};
