import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountText } from '../../../../runtime/src/adapters/systems/xero/amount-text.ts';
import { textToJsonNumber } from '../../../../runtime/src/adapters/systems/xero/text-to-json-number.ts';

test.each([
  ['17900.00', '17900'],
  ['0.10', '0.1'],
  ['-12.50', '-12.5'],
  ['0.00', '0'],
  ['1234567890123.45', '1234567890123.45'],
])('%s stands on the wire as %s', (text, wire) => {
  expect(JSON.stringify(textToJsonNumber(text, 2, '/x'))).toBe(wire);
});

test('every amount of 15 digits stands on the wire as it is', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (cents) => {
      const text = `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
      const wire = JSON.stringify(textToJsonNumber(text, 2, '/x'));
      expect(amountText(wire, 'USD')).toBe(text);
    }),
  );
});

test.each([
  ['more decimals than Xero keeps', '1.005'],
  ['more digits than a JSON number keeps', '123456789012345678'],
  ['digits that would come out changed', '9007199254740993'],
])('%s are refused at their place', (_case, text) => {
  expect(() => textToJsonNumber(text, 2, '/lines/3/unitPrice')).toThrowError(
    expect.objectContaining({
      code: 'target.refused',
      errors: [expect.objectContaining({ pointer: '/lines/3/unitPrice' })],
    }),
  );
});

test.each([
  ['40.00', 'USD', '40.00'],
  ['40', 'USD', '40.00'],
  ['100.00', 'JPY', '100'],
  ['1.5', 'KWD', '1.500'],
  ['-0.00', 'USD', '0.00'],
  // What the currency cannot hold is shown, not rounded.
  ['100.50', 'JPY', '100.5'],
  ['1.00', 'XXZ', '1'],
])('%s of %s is read as %s', (text, currency, amount) => {
  expect(amountText(text, currency)).toBe(amount);
});
