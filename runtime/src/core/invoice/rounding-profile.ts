import { z } from 'zod';
import { ROUNDING_MODES } from '../money/rounding.ts';
import { BoundedDecimal } from './draft/draft-decimal.ts';

/**
 * Where and how a document is rounded. The default is half up, lines to the currency, and tax once per category and
 * rate (BR-CO-17), for sellers of every country: the mode is the business's own choice (Japan: 消費税法基本通達1-8-15),
 * so none is guessed from the country.
 */
export const RoundingProfile = z.strictObject({
  mode: z.enum(ROUNDING_MODES).default('half_up'),
  /**
   * `currency` rounds each line's net (BT-131) and adds them up. `precise` adds unrounded nets up, rounds once per
   * category and rate, and makes the printed nets add up to it.
   */
  lines: z.enum(['currency', 'precise']).default('currency'),
  /** `line` rounds the tax of each line, for regimes that ask for it; refused for a Japanese seller (消費税法施行令70条の10). */
  tax: z.enum(['document', 'line']).default('document'),
  /** With prices that include tax: what is rounded, the net or the tax. The other one is the rest. */
  inclusive: z.enum(['round_net', 'round_tax']).default('round_net'),
  /** The payable amount is rounded to a multiple of this, such as `0.05`; the difference is BT-114. */
  payableTo: BoundedDecimal.optional(),
});
export type RoundingProfile = z.infer<typeof RoundingProfile>;
