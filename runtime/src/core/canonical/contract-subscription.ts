import { z } from 'zod';
import { checkTiers } from '../billing/pricing/check-tiers.ts';
import { SourceKey, UnsignedDecimalText } from './texts.ts';

/** How often something is billed: every `count` days, weeks, months or years. */
export const Interval = z.strictObject({
  unit: z.enum(['day', 'week', 'month', 'year']),
  count: z.int().min(1).max(366),
});
export type Interval = z.infer<typeof Interval>;

/** How a part of a period is priced (E3.8); the rules of the contract, not of the hub. */
export const Proration = z.strictObject({
  basis: z.enum(['second', 'day', 'fixed30', 'none']),
  /** Whether the last day of a part counts. */
  interval: z.enum(['half_open', 'inclusive']),
});
export type Proration = z.infer<typeof Proration>;

const Tier = z.strictObject({
  /** The last unit of the tier, itself included; null in the last tier. */
  upTo: UnsignedDecimalText.nullable(),
  unitPrice: UnsignedDecimalText,
  flatFee: UnsignedDecimalText.optional(),
});

/** Tiers that price every number of units exactly once, see `checkTiers`. */
const Tiers = z
  .array(Tier)
  .min(1)
  .max(100)
  .superRefine((tiers, context) => {
    for (const { pointer, reason } of checkTiers(tiers)) {
      const path = pointer.split('/').slice(1);
      context.addIssue({ code: 'custom', path, message: reason });
    }
  });

const GraduatedPricing = z.strictObject({ model: z.literal('graduated'), tiers: Tiers });
const VolumePricing = z.strictObject({ model: z.literal('volume'), tiers: Tiers });

/** A price by quantity: each unit as its own tier says, or all as the tier of their number says. */
export const TieredPricing = z.discriminatedUnion('model', [GraduatedPricing, VolumePricing]);
export type TieredPricing = z.infer<typeof TieredPricing>;

/** How units become money. Prices are in major units of the contract's currency. */
export const Pricing = z.discriminatedUnion('model', [
  z.strictObject({ model: z.literal('standard'), unitPrice: UnsignedDecimalText.optional() }),
  GraduatedPricing,
  VolumePricing,
  z.strictObject({
    model: z.literal('package'),
    size: UnsignedDecimalText.regex(/[1-9]/, 'must be greater than zero'),
    packagePrice: UnsignedDecimalText,
  }),
  z.strictObject({
    model: z.literal('percentage'),
    ratePercent: UnsignedDecimalText,
    /** For each event, beside the share. */
    feePerEvent: UnsignedDecimalText.optional(),
  }),
]);
export type Pricing = z.infer<typeof Pricing>;

/** How a period's usage records become one quantity. */
export const Aggregation = z.enum(['sum', 'max', 'unique', 'latest', 'weighted']);
export type Aggregation = z.infer<typeof Aggregation>;

/** A price that returns each period. */
const RecurringItem = z.strictObject({
  kind: z.literal('recurring'),
  key: SourceKey,
  sku: z.string().min(1).max(200),
  quantity: UnsignedDecimalText,
  /** Without it the price of the product master on the first day of the period. */
  unitPrice: UnsignedDecimalText.optional(),
  timing: z.enum(['in_advance', 'in_arrears']),
});

/** What is measured and billed in arrears. */
export const UsageItem = z.strictObject({
  kind: z.literal('usage'),
  key: SourceKey,
  sku: z.string().min(1).max(200),
  /** The meter of the usage records. */
  meter: z.string().min(1).max(200),
  aggregation: Aggregation,
  pricing: Pricing,
  /** Units of each period that cost nothing; they come off first. */
  freeUnits: UnsignedDecimalText.optional(),
  /** The least that a period costs; what is missing is a line of its own (true-up). */
  minimumCommitment: UnsignedDecimalText.optional(),
  /**
   * For how many days after the last one of a period its usage is still taken, by when it was received first; what comes
   * later is refused as `usage.too_late`. Taken however late it comes when absent.
   */
  lateDays: z.int().min(0).max(3_660).optional(),
});
export type UsageItem = z.infer<typeof UsageItem>;

/** A subscription as agreed by one revision. */
export const SubscriptionPlan = z.strictObject({
  form: z.literal('subscription'),
  interval: Interval,
  /** Day of the month on which periods begin, 29 to 31 the last one where a month is shorter; the start's day when absent. */
  anchorDay: z.int().min(1).max(31).optional(),
  proration: Proration,
  /** Nothing is billed from the revision's day until the next revision. */
  isPaused: z.boolean().optional(),
  items: z.array(z.discriminatedUnion('kind', [RecurringItem, UsageItem])).max(100),
});
export type SubscriptionPlan = z.infer<typeof SubscriptionPlan>;
