import type { Big } from 'big.js';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { parseDecimal } from '../../money/parse-decimal.ts';
import { type Ratio, ratioToDecimal } from '../../money/ratio.ts';
import { ROUNDING_MODES, type RoundingMode } from '../../money/rounding.ts';
import { fail, ok, type Result } from '../../result.ts';

/** Columns hold 10 decimals. */
const PLACES_MAX = 10;

/** Reads decimals and gives what a function makes of them as plain text, or says which one is no decimal. */
function onDecimals(texts: readonly string[], apply: (...values: Big[]) => Big): Result<string> {
  const values: Big[] = [];
  for (const text of texts) {
    const value = readDecimal(text);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(decimalToText(apply(...values)));
}

function readDecimal(text: string): Result<Big> {
  const value = parseDecimal(text);
  return value.ok ? value : fail(`"${text.slice(0, 40)}" ${value.reason}`);
}

/** The exact sum. */
export const add = (left: string, right: string): Result<string> =>
  onDecimals([left, right], (one, other) => one.plus(other));

/** The first less the second, exact. */
export const sub = (left: string, right: string): Result<string> =>
  onDecimals([left, right], (one, other) => one.minus(other));

/** The exact product. */
export const mul = (left: string, right: string): Result<string> =>
  onDecimals([left, right], (one, other) => one.times(other));

/** The other sign. */
export const neg = (text: string): Result<string> => onDecimals([text], (value) => value.neg());

/** Without its sign. */
export const abs = (text: string): Result<string> => onDecimals([text], (value) => value.abs());

/** The least of one or more. */
export const min = (first: string, ...rest: string[]): Result<string> =>
  onDecimals([first, ...rest], (one, ...others) =>
    others.reduce((least, value) => (value.lt(least) ? value : least), one),
  );

/** The greatest of one or more. */
export const max = (first: string, ...rest: string[]): Result<string> =>
  onDecimals([first, ...rest], (one, ...others) =>
    others.reduce((greatest, value) => (value.gt(greatest) ? value : greatest), one),
  );

/** -1, 0 or 1 as the first is less, equal or greater. */
export function cmp(left: string, right: string): Result<number> {
  const [one, other] = [readDecimal(left), readDecimal(right)];
  if (!one.ok) return one;
  return other.ok ? ok(one.value.cmp(other.value)) : other;
}

/** True for decimal text in plain notation that the other helpers take. */
export const isDecimal = (text: string): Result<boolean> => ok(parseDecimal(text).ok);

/** The quotient with at most so many decimals, rounded once. Division by zero is refused. */
export function div(left: string, right: string, places: number, mode: string): Result<string> {
  const [one, other] = [readDecimal(left), readDecimal(right)];
  if (!one.ok) return one;
  if (!other.ok) return other;
  if (other.value.eq(0)) return fail('divides by zero');
  const [above, below] = [decimalToRatio(one.value), decimalToRatio(other.value)];
  const sign = below.numerator < 0n ? -1n : 1n;
  const quotient = {
    numerator: sign * above.numerator * below.denominator,
    denominator: sign * above.denominator * below.numerator,
  };
  return roundTo(quotient, places, mode);
}

/** The decimal with at most so many decimals, rounded once. */
export function round(text: string, places: number, mode: string): Result<string> {
  const value = readDecimal(text);
  return value.ok ? roundTo(decimalToRatio(value.value), places, mode) : value;
}

function roundTo(ratio: Ratio, places: number, mode: string): Result<string> {
  if (!Number.isInteger(places) || places < 0 || places > PLACES_MAX)
    return fail(`rounds to ${places} places, allowed are 0 to ${PLACES_MAX}`);
  if (!isRoundingMode(mode))
    return fail(`rounds by ${mode.slice(0, 40)}, known are ${ROUNDING_MODES.join(', ')}`);
  return ok(decimalToText(ratioToDecimal(ratio, places, mode)));
}

const isRoundingMode = (mode: string): mode is RoundingMode => ROUNDING_MODES.some((known) => known === mode);
