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

/**
 * That a customer gets one invoice for all that fell due up to a closing day (締め日), of all contracts of the same
 * source that agree on it in the same words, for the same customer, recipients, currency and language.
 */
const Collective = z.strictObject({
  /** Day of the month, 29 to 31 the last one where a month is shorter (末締め). */
  closingDay: z.int().min(1).max(31),
  /** In place of the terms of the revisions, such as `eom+1:day31` (月末締め翌月末払い); the entity's where absent. */
  terms: z.string().min(1).max(40).optional(),
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
  /** Billed together with others of the customer; on its own when absent. */
  collective: Collective.optional(),
  revisions: z.array(Revision).min(1).max(500),
});
export type CanonicalContract = z.infer<typeof CanonicalContract>;
