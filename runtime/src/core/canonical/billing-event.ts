import { z } from 'zod';
import { DateText } from '../invoice/document.ts';
import { BoundedDecimalText, SourceKey, UnsignedDecimalText } from './texts.ts';

const common = {
  /** The contract it belongs to, by the key of its own system. */
  contractKey: SourceKey,
};

/** Who approved it and when; what is not approved is not billed. */
const Approval = z.strictObject({ by: z.string().min(1).max(200), at: z.iso.datetime({ offset: true }) });

/** A fact that makes something billable, or proves it. */
export const CanonicalBillingEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('milestone_delivered'),
    ...common,
    milestoneKey: SourceKey,
    on: DateText,
  }),
  z.strictObject({
    kind: z.literal('milestone_accepted'),
    ...common,
    milestoneKey: SourceKey,
    on: DateText,
    acceptedBy: z.string().min(1).max(200),
  }),
  z.strictObject({
    kind: z.literal('shipment'),
    ...common,
    on: DateText,
    lines: z
      .array(z.strictObject({ orderLineKey: SourceKey, quantity: UnsignedDecimalText }))
      .min(1)
      .max(1000),
  }),
  z.strictObject({
    kind: z.literal('time_entry'),
    ...common,
    on: DateText,
    person: z.string().min(1).max(200),
    role: z.string().min(1).max(100),
    hours: UnsignedDecimalText,
    note: z.string().max(1000).optional(),
    approval: Approval.optional(),
  }),
  z.strictObject({
    kind: z.literal('expense'),
    ...common,
    on: DateText,
    person: z.string().min(1).max(200),
    amount: UnsignedDecimalText,
    note: z.string().max(1000).optional(),
    approval: Approval.optional(),
  }),
  z.strictObject({
    kind: z.literal('usage'),
    ...common,
    meter: z.string().min(1).max(200),
    at: z.iso.datetime({ offset: true }),
    /** What is counted; of a `unique` meter the thing is `uniqueKey`. */
    quantity: BoundedDecimalText,
    uniqueKey: z.string().min(1).max(200).optional(),
  }),
]);
export type CanonicalBillingEvent = z.infer<typeof CanonicalBillingEvent>;
