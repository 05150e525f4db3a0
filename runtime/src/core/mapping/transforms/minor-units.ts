import { z } from 'zod';
import type { JsonValue } from '../../json.ts';
import { currencyDigits, parseCurrencyCode } from '../../money/currency.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { fail, ok, type Result } from '../../result.ts';
import { readInteger } from './read-integer.ts';
import { defineTransform, type Transform } from './transform.ts';

const Arguments = z
  .strictObject({
    currency: z.string().optional(),
    currencyFrom: z.string().optional(),
    digits: z.int().min(0).max(4).optional(),
  })
  .refine(
    ({ currency, currencyFrom, digits }) =>
      [currency, currencyFrom, digits].filter((one) => one !== undefined).length === 1,
    'needs exactly one of currency, currencyFrom, digits',
  );

/**
 * Decimal text in major units of an integer in minor units: 1999 of USD is 19.99. The currency is fixed, or
 * read from the source field `currencyFrom` in any case. `digits` is for what a system counts otherwise
 * than ISO 4217, as Stripe does ISK and UGX (docs.stripe.com/currencies, special cases).
 */
export const minorUnits: Transform = defineTransform(
  Arguments,
  ({ currency, currencyFrom, digits }, { openField }) => {
    if (digits !== undefined) return ok((value) => toMajor(value, digits));
    if (currencyFrom !== undefined) {
      const field = openField(currencyFrom);
      if (!field.ok) return field;
      return ok((value, source, positions) => {
        const found = digitsOf(field.value(source, positions));
        return found.ok ? toMajor(value, found.value) : fail(`has a currency that ${found.reason}`);
      });
    }
    const fixed = digitsOf(currency);
    return fixed.ok
      ? ok((value) => toMajor(value, fixed.value))
      : fail(`currency ${currency} ${fixed.reason}`);
  },
);

function digitsOf(currency: JsonValue | undefined): Result<number> {
  const code = parseCurrencyCode(typeof currency === 'string' ? currency.trim().toUpperCase() : '');
  return code.ok ? ok(currencyDigits(code.value)) : code;
}

function toMajor(value: JsonValue, digits: number): Result<string> {
  const minor = readInteger(value);
  return minor.ok ? ok(minorToText(minor.value, digits)) : minor;
}
