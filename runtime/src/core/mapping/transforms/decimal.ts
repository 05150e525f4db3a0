import { z } from 'zod';
import { fail, ok, type Result } from '../../result.ts';
import { exactTextOf } from './exact-text-of.ts';
import { COMMA_MARKS, POINT_MARKS } from './number-marks.ts';
import { createDecimalReader, type DecimalReader } from './read-decimal-text.ts';
import { type ApplyValue, defineTransform, type Transform } from './transform.ts';

/** Reads a number with a decimal point, as JSON writes it. */
export const readPointDecimal: DecimalReader = createDecimalReader(POINT_MARKS);
const readCommaDecimal = createDecimalReader(COMMA_MARKS);

/** Takes text, or a JSON number whose text is certain to be what the sender wrote. */
export function onDecimal(readText: DecimalReader, apply: (decimal: string) => Result<string>): ApplyValue {
  return (value) => {
    if (typeof value === 'number') {
      const text = exactTextOf(value);
      if (text === undefined) return fail('is a binary number that is not exact; send it as text');
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
