import { z } from 'zod';
import { fail, ok, type Result } from '../../result.ts';
import { COMMA_MARKS, POINT_MARKS } from './number-marks.ts';
import { createDecimalReader, type DecimalReader } from './read-decimal-text.ts';
import { type ApplyValue, defineTransform, type Transform } from './transform.ts';

/** IEEE 754 binary64 gives back every decimal of up to 15 digits unchanged; beyond that it may not. */
const NUMBER_DIGITS_MAX = 15;

/** Reads a number with a decimal point, as JSON writes it. */
export const readPointDecimal: DecimalReader = createDecimalReader(POINT_MARKS);
const readCommaDecimal = createDecimalReader(COMMA_MARKS);

/** Takes text, or a JSON number whose text is certain to be what the sender wrote. */
export function onDecimal(readText: DecimalReader, apply: (decimal: string) => Result<string>): ApplyValue {
  return (value) => {
    if (typeof value === 'number') {
      const text = String(value);
      const isExact = !text.includes('e') && text.replaceAll(/[-.]/g, '').length <= NUMBER_DIGITS_MAX;
      if (!isExact) return fail('is a binary number that is not exact; send it as text');
      const parsed = readPointDecimal(text);
      return parsed.ok ? apply(parsed.value) : parsed;
    }
    if (typeof value !== 'string') return fail('is no decimal number');
    const parsed = readText(value);
    return parsed.ok ? apply(parsed.value) : parsed;
  };
}

/** Plain decimal text. `separator` is the decimal mark of the source, a point unless said. */
export const decimal: Transform = defineTransform(
  z.strictObject({ separator: z.enum(['.', ',']).default('.') }),
  ({ separator }) => ok(onDecimal(separator === '.' ? readPointDecimal : readCommaDecimal, ok)),
);
