import { fail, ok, type Result } from '../../result.ts';
import type { NumberMarks } from './number-marks.ts';
import { normalizeText } from './transform.ts';

/** The integer part of what NUMERIC columns and bigint minor units hold with room to spare. */
const INTEGER_DIGITS_MAX = 18;
const FRACTION_DIGITS_MAX = 10;

/** What most systems send, and is its own answer; none of it is grouped, and nothing is rewritten. */
const PLAIN = /^(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,10})?$/;

/** Reads a number as written into plain decimal text, digits kept, or says why it is none. */
export type DecimalReader = (text: string) => Result<string>;

/**
 * A reader of numbers as people and systems write them ("1,234.50", "１２０００") with the marks of a
 * country. It refuses exponents, symbols, uneven or mixed grouping and more digits than can be booked.
 */
export function createDecimalReader(marks: NumberMarks): DecimalReader {
  const shape = shapeOf(marks);
  const isPlainKept = marks.decimal === '.';
  return (text) => {
    if (isPlainKept && PLAIN.test(text)) return ok(text);
    const match = shape.exec(normalizeText(text).replace('\u2212', '-'));
    const [, sign, grouped, , fraction] = match ?? [];
    if (grouped === undefined || (grouped === '' && fraction === undefined))
      return fail('is no decimal number');
    const integer = grouped.replaceAll(/[^0-9]/g, '').replace(/^0+(?=[0-9])/, '') || '0';
    if (integer.length > INTEGER_DIGITS_MAX) return fail(`has more than ${INTEGER_DIGITS_MAX} digits`);
    if (fraction !== undefined && fraction.length > FRACTION_DIGITS_MAX) {
      return fail(`has more than ${FRACTION_DIGITS_MAX} decimals`);
    }
    const digits = fraction === undefined ? integer : `${integer}.${fraction}`;
    return ok(sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits);
  };
}

function shapeOf({ decimal, groups, areGroupsOfTwo }: NumberMarks): RegExp {
  // One mark throughout, so that "1.234,567" cannot be read as two groups.
  const grouped = areGroupsOfTwo
    ? `[0-9]{1,2}([${groups}])(?:[0-9]{2}\\3)*[0-9]{3}`
    : `[0-9]{1,3}([${groups}])[0-9]{3}(?:\\3[0-9]{3})*`;
  return new RegExp(`^([+-]?)([0-9]+|${grouped}|)(?:\\${decimal}([0-9]+))?$`);
}
