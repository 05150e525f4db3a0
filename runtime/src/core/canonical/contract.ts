import { z } from 'zod';
import { DateText, Locale } from '../invoice/document.ts';
import { MilestonePlan } from './contract-milestones.ts';
import { OrderPlan } from './contract-order.ts';
import { SubscriptionPlan } from './contract-subscription.ts';
import { TimePlan } from './contract-time.ts';
import { CurrencyText, SourceKey, UnsignedDecimalText } from './texts.ts';

/** What is agreed from a day on; it holds until the next revision's day. */
const Revision = z.strictObject({
  effectiveOn: DateText,
  terms: z.string().min(1).max(40).optional(),
  plan: z.discriminatedUnion('form', [SubscriptionPlan, MilestonePlan, OrderPlan, TimePlan]),
});

/** An agreement that is billed over time, as its own system states it: revisions by their first day. */
export const CanonicalContract = z.strictObject({
  title: z.string().min(1).max(300),
  currency: CurrencyText,
  customerKey: SourceKey,
  contactKeys: z.array(SourceKey).max(100).default([]),
  ownerKey: SourceKey.optional(),
  purchaseOrder: z.string().min(1).max(100).optional(),
  locale: Locale.optional(),
  startsOn: DateText,
  /** The last day that is billed; without it the contract runs until it is ended. */
  endsOn: DateText.optional(),
  /** The most that may be billed in all, in major units; more parks the contract and asks. */
  notToExceed: UnsignedDecimalText.optional(),
  revisions: z.array(Revision).min(1).max(500),
});
export type CanonicalContract = z.infer<typeof CanonicalContract>;
