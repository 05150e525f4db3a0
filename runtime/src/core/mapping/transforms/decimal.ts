import { z } from 'zod';
import { fail, ok, type Result } from '../../result.ts';
import { type Apply, defineTransform, normalizeText, type Transform } from './transform.ts';

/** The integer part of what NUMERIC columns and bigint minor units hold with room to spare. */
const INTEGER_DIGITS_MAX = 18;
const FRACTION_DIGITS_MAX = 10;
/** IEEE 754 binary64 gives back every decimal of up to 15 digits unchanged; beyond that it may not. */
const NUMBER_DIGITS_MAX = 15;

const Separator = z.enum(['.', ',']);
type Separator = z.infer<typeof Separator>;

const SHAPES: Record<Separator, RegExp> = {
  '.': /^([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|)(?:\.([0-9]+))?$/,
  ',': /^([+-]?)([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|)(?:,([0-9]+))?$/,
};

/**
 * Reads a number as people and systems write it ("1,234.50", "１２０００") into plain decimal text, digits
 * kept as written. Refuses exponents, symbols, uneven grouping and more digits than can be booked.
 */
function readDecimalText(text: string, separator: Separator = '.'): Result<string> {
  const match = SHAPES[separator].exec(normalizeText(text));
  const [, sign, grouped, fraction] = match ?? [];
  if (grouped === undefined || (grouped === '' && fraction === undefined))
    return fail('is no decimal number');
  const integer = grouped.replaceAll(/[.,]/g, '').replace(/^0+(?=[0-9])/, '') || '0';
  if (integer.length > INTEGER_DIGITS_MAX) return fail(`has more than ${INTEGER_DIGITS_MAX} digits`);
  if (fraction !== undefined && fraction.length > FRACTION_DIGITS_MAX) {
    return fail(`has more than ${FRACTION_DIGITS_MAX} decimals`);
  }
  const digits = fraction === undefined ? integer : `${integer}.${fraction}`;
  return ok(sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits);
}

/** Takes text, or a JSON number whose text is certain to be what the sender wrote. */
export function onDecimal(separator: Separator, apply: (decimal: string) => Result<string>): Apply {
  return (value) => {
    if (typeof value === 'number') {
      const text = String(value);
      const isExact = !text.includes('e') && text.replaceAll(/[-.]/g, '').length <= NUMBER_DIGITS_MAX;
      if (!isExact) return fail('is a binary number that is not exact; send it as text');
      const parsed = readDecimalText(text);
      return parsed.ok ? apply(parsed.value) : parsed;
    }
    if (typeof value !== 'string') return fail('is no decimal number');
    const parsed = readDecimalText(value, separator);
    return parsed.ok ? apply(parsed.value) : parsed;
  };
}

/** Plain decimal text. `separator` is the decimal mark of the source, a point unless said. */
export const decimal: Transform = defineTransform(
  z.strictObject({ separator: Separator.default('.') }),
  ({ separator }) => ok(onDecimal(separator, ok)),
);
