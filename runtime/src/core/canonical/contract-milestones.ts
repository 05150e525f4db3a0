import { z } from 'zod';
import { SourceKey, UnsignedDecimalText } from './texts.ts';

/** A part of the work with its price; billable when its delivery and its acceptance are on record. */
const Milestone = z.strictObject({
  key: SourceKey,
  sku: z.string().min(1).max(200),
  name: z.strictObject({ en: z.string().min(1).max(300), ja: z.string().min(1).max(300) }),
  amount: UnsignedDecimalText,
});

/** A project: deposit, milestones, final invoice. The sums of all are `total`. */
export const MilestonePlan = z.strictObject({
  form: z.literal('milestones'),
  total: UnsignedDecimalText,
  /** Billed at the start; deducted from the milestones in proportion, or from the final invoice. */
  deposit: z
    .strictObject({
      sku: z.string().min(1).max(200),
      amount: UnsignedDecimalText,
      deduction: z.enum(['pro_rata', 'final']),
    })
    .optional(),
  milestones: z.array(Milestone).min(1).max(200),
  /** What the last invoice is named by; its amount is what the milestones leave of the total. */
  finalSku: z.string().min(1).max(200),
});
export type MilestonePlan = z.infer<typeof MilestonePlan>;
