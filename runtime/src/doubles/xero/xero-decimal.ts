import Big from 'big.js';
import { assert } from '../../core/assert.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';

/** The decimal that a JSON number was written as: its shortest text, which is what came over the wire. */
export function numberToDecimal(number: number): Big {
  return new Big(String(number));
}

/** A decimal as a JSON number that prints as it. Raises for one with more digits than a JSON number keeps. */
export function decimalToNumber(decimal: Big): number {
  const text = decimalToText(decimal);
  const number: unknown = JSON.parse(text);
  assert(typeof number === 'number' && String(number) === text, `JSON keeps the digits of ${text}`);
  return number;
}

/** Rounded to so many decimals, half away from zero, as Xero rounds. */
export function roundDecimal(decimal: Big, decimals: number): Big {
  return decimal.round(decimals, Big.roundHalfUp);
}

/** The sum of stored decimals. */
export function sumOfDecimals(texts: readonly string[]): Big {
  return texts.reduce((sum, text) => sum.plus(decimalOf(text)), decimalOf('0'));
}
