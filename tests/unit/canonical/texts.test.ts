import { expect, test } from 'vitest';
import { BoundedDecimalText, UnsignedDecimalText } from '../../../runtime/src/core/canonical/texts.ts';
import { parseDecimal } from '../../../runtime/src/core/money/parse-decimal.ts';

const problemsOf = (schema: typeof BoundedDecimalText, text: string) =>
  schema.safeParse(text).error?.issues.map(({ message }) => message) ?? [];

test.each(['0', '12.50', '999999999999999999.0000000001'])('%s is read, and can be computed with', (text) => {
  expect(problemsOf(BoundedDecimalText, text)).toEqual([]);
  expect(problemsOf(UnsignedDecimalText, text)).toEqual([]);
  expect(parseDecimal(text).ok).toBe(true);
});

test.each(['1000000000000000000', '0.00000000001', '9'.repeat(400), `0.${'1'.repeat(400)}`])(
  '%s has more digits than can be computed with and is refused',
  (text) => {
    expect(problemsOf(BoundedDecimalText, text)).toEqual(['has too many digits']);
    expect(problemsOf(UnsignedDecimalText, text)).toEqual(['has too many digits']);
  },
);

test('a text that is no decimal is told so, once', () => {
  expect(problemsOf(UnsignedDecimalText, '1e30')).toEqual(['must be a plain decimal number']);
  expect(problemsOf(UnsignedDecimalText, 'NaN')).toEqual(['must be a plain decimal number']);
});

test('only a text that may be negative is', () => {
  expect(problemsOf(BoundedDecimalText, '-5')).toEqual([]);
  expect(problemsOf(UnsignedDecimalText, '-5')).toEqual(['must not be negative']);
});
