import type { Big } from 'big.js';
import type { DocumentType, LineSource, Period } from '../invoice/document.ts';

/** A share of a whole, exact: `numerator / denominator`, both positive or zero. */
export type Share = { readonly numerator: bigint; readonly denominator: bigint };

/** The share of a charge that is not to be paid after all, and the days that it stands for, both included. */
export type Unused = Share & { readonly period: Period };

/** What kind of thing is billed; part of the key that keeps it from being billed twice. */
export type ChargeKind = LineSource['kind'];

/** What a document of a project is beside a plain invoice: what is asked for in advance, and what ends the project. */
export type ProjectDocument = Extract<DocumentType, 'deposit' | 'final'>;

/**
 * Something billable as it should be by now: what every form of billing comes to. The same contract, facts and date
 * give the same charges, in the same order, whatever was billed before.
 */
export type Charge = {
  /** Names the thing for ever, within its contract: what is booked under the key is what it was billed. */
  key: string;
  kind: ChargeKind;
  sku: string;
  /** What is printed beneath the product's name, in the document's language. */
  description: { en: string; ja: string } | null;
  /** As printed; `fullMinor` is what they come to and is not computed from them again. */
  quantity: Big;
  unitPrice: Big;
  /**
   * How many units of its product the whole thing stands for, however it is printed; absent where that cannot be said, as
   * of a part of a period or of a milestone.
   */
  units?: Big;
  /** The whole thing's net amount in minor units; negative where something is given back. */
  fullMinor: bigint;
  /**
   * The share of `fullMinor` that is not to be paid after all (the days after a change), or null. What is credited for it
   * is never more than is left of what was really billed (oracle PR-08).
   */
  unused: Unused | null;
  /** Days that the charge is for, both included. */
  period: Period | null;
  /** The first day on which it may be on an invoice. */
  invoiceOn: string;
  /** The day on which more of it, found after it was billed, is due; that of the charge itself when absent. */
  moreOn?: string;
  /** Records that prove it (delivery, acceptance, approved hours), by id. */
  evidence: readonly string[];
  /** The kind of document that it stands on; a plain invoice when absent. */
  document?: ProjectDocument;
};

/** What is on live lines under one key, over all invoices that were not voided or discarded. */
export type BookedCharge = {
  key: string;
  kind: ChargeKind;
  sku: string;
  period: Period | null;
  /** The day on which it was due; a run as of an earlier day leaves it alone. */
  invoiceOn: string;
  /** Sum that the billing engine booked for the whole thing, in minor units. */
  fullMinor: bigint;
  /** Sum of its later differences, credits negative. */
  differenceMinor: bigint;
  /** Sum of adjustments that people made to it, negative when it was lowered. */
  adjustmentMinor: bigint;
};
