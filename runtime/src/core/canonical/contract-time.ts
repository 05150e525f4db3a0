import { z } from 'zod';
import { DateText } from '../invoice/document.ts';
import { Interval } from './contract-subscription.ts';
import { UnsignedDecimalText } from './texts.ts';

/** What an hour of a role costs from a day on. */
const RoleRate = z.strictObject({
  role: z.string().min(1).max(100),
  sku: z.string().min(1).max(200),
  hourlyRate: UnsignedDecimalText,
  from: DateText,
});

/** Time and materials: approved hours by role, approved expenses, under a cap. */
export const TimePlan = z.strictObject({
  form: z.literal('time_and_materials'),
  interval: Interval,
  rates: z.array(RoleRate).min(1).max(500),
  expenses: z
    .strictObject({ sku: z.string().min(1).max(200), markupPercent: UnsignedDecimalText.optional() })
    .optional(),
  /** What is printed: a line for each role and rate of a period with the sum of its hours, or one for each entry. */
  detail: z.enum(['role', 'entry']).optional(),
  /** The most that one period may cost, in major units; what is above it is not billed. */
  capPerPeriod: UnsignedDecimalText.optional(),
});
export type TimePlan = z.infer<typeof TimePlan>;
