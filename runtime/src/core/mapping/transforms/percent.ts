import { z } from 'zod';
import { fail, ok, type Result } from '../../result.ts';
import { onDecimal, readPointDecimal } from './decimal.ts';
import { defineTransform, normalizeText, type Transform } from './transform.ts';

/** 0 to 100 in plain notation. */
const PERCENT = /^(100(\.0+)?|(0|[1-9][0-9]?)(\.[0-9]+)?)$/;

/** Moves the point two digits to the right: "0.125" is "12.5". */
function ratioToPercent(ratio: string): string {
  const [integer = '0', fraction = ''] = ratio.split('.');
  const padded = fraction.padEnd(2, '0');
  const whole = `${integer}${padded.slice(0, 2)}`.replace(/^0+(?=[0-9])/, '');
  const rest = padded.slice(2);
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** Without the percent sign, if there is one. */
const withoutSign = (text: string): string =>
  PERCENT.test(text) ? text : normalizeText(text).replace(/\s*%$/, '');

function within(text: string): Result<string> {
  return PERCENT.test(text) ? ok(text) : fail('is not from 0 to 100 percent');
}

/** A percentage from 0 to 100 as decimal text; "10 %" is 10. With `of: "ratio"` 0.1 is 10 as well. */
export const percent: Transform = defineTransform(
  z.strictObject({ of: z.enum(['percent', 'ratio']).default('percent') }),
  ({ of }) => {
    const read = onDecimal(readPointDecimal, (text) => within(of === 'ratio' ? ratioToPercent(text) : text));
    if (of === 'ratio') return ok(read);
    return ok((value) => read(typeof value === 'string' ? withoutSign(value) : value));
  },
);
