import { fail, ok, type Result } from '../result.ts';

/** NUMERIC columns hold prices and quantities with up to 10 decimals, bigint columns 18 digits and room for sums. */
const INTEGER_DIGITS_MAX = 18;
const FRACTION_DIGITS_MAX = 10;
const PLAIN = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;

/** The digits of a decimal: `-12.50` is `-`, `12` and `50`. */
export type PlainDecimal = { sign: '' | '-'; integer: string; fraction: string };

/** Takes plain notation apart: no exponent, no grouping, no leading zeros, at most 18 digits before and 10 after the point. */
export function readPlainDecimal(text: string): Result<PlainDecimal> {
  // The bound comes before the pattern, so that a huge text costs nothing.
  if (text.length > INTEGER_DIGITS_MAX + FRACTION_DIGITS_MAX + 2) return fail('has too many digits');
  const [, minus, integer, fraction = ''] = PLAIN.exec(text) ?? [];
  if (integer === undefined) return fail('is no plain decimal number');
  if (integer.length > INTEGER_DIGITS_MAX) return fail(`has more than ${INTEGER_DIGITS_MAX} digits`);
  if (fraction.length > FRACTION_DIGITS_MAX) return fail(`has more than ${FRACTION_DIGITS_MAX} decimals`);
  return ok({ sign: minus === '-' ? '-' : '', integer, fraction });
}
