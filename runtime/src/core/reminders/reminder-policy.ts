import { z } from 'zod';
import { CurrencyText, UnsignedDecimalText } from '../canonical/texts.ts';
import { Locale } from '../invoice/document.ts';

/** How a reminder is worded, the mildest first. */
export const TONES = ['friendly', 'firm', 'final'] as const;

/** One of them. */
export const Tone = z.enum(TONES);
export type Tone = z.infer<typeof Tone>;

/** A step of the schedule: so many days after the due date, or before it where below zero. */
export const ReminderStep = z.strictObject({ days: z.int().min(-60).max(365), tone: Tone });
export type ReminderStep = z.infer<typeof ReminderStep>;

const isAscending = (steps: readonly ReminderStep[]): boolean =>
  steps.every((step, at) => at === 0 || step.days > (steps[at - 1]?.days ?? step.days));

/** An opening of one's own for each tone; where there is none, ours is used. */
const OwnTexts = z.partialRecord(Tone, z.string().trim().min(1).max(2000));

/** When a customer is reminded of what is late, how often at most, and in which words. */
export const ReminderPolicy = z.strictObject({
  steps: z
    .array(ReminderStep)
    .min(1)
    .max(10)
    .refine(isAscending, 'the steps stand in the order of their days, each day once'),
  /** After the last step it is repeated, each time so many days after the time before. */
  repeatGapsDays: z.array(z.int().min(1).max(365)).max(10),
  /** The smallest sum that is asked for, by currency in major units; every sum in a currency that is not here. */
  thresholds: z.array(z.strictObject({ currency: CurrencyText, amount: UnsignedDecimalText })).max(50),
  /** Mails about what is due longest; afterwards a person has to do something. */
  attemptsMax: z.int().min(1).max(20),
  /** The next mail to a customer goes out more than so many days after the last one (DU-02). */
  daysBetween: z.int().min(0).max(90),
  texts: z.partialRecord(Locale, OwnTexts),
});
export type ReminderPolicy = z.infer<typeof ReminderPolicy>;

/** Ready to be taken: a notice before the due date and three mails after it. */
export const READY_POLICY: ReminderPolicy = {
  steps: [
    { days: -3, tone: 'friendly' },
    { days: 7, tone: 'friendly' },
    { days: 14, tone: 'firm' },
    { days: 30, tone: 'final' },
  ],
  repeatGapsDays: [],
  thresholds: [],
  attemptsMax: 8,
  daysBetween: 3,
  texts: {},
};
