import { z } from 'zod';
import { CurrencyText, UnsignedDecimalText } from '../../core/canonical/texts.ts';
import { DateText } from '../../core/invoice/document.ts';

/** A rate as somebody enters it: so many units of `quote` for one of `base` on a day. */
export const RateInput = z
  .strictObject({
    base: CurrencyText,
    quote: CurrencyText,
    date: DateText,
    rate: UnsignedDecimalText.regex(/[1-9]/, 'must be above zero'),
    /** Whose rate it is, such as a bank; printed with it. */
    source: z.string().trim().min(1).max(80),
  })
  .refine(({ base, quote }) => base !== quote, {
    path: ['quote'],
    message: 'must be another currency than the base',
  });
export type RateInput = z.infer<typeof RateInput>;

/** As many as one request enters. */
export const RATES_MAX = 1000;
