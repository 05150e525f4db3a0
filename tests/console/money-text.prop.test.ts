import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moneyText } from '../../runtime/src/console/format/money-text.ts';

test.each([
  ['17900.00', 'USD', '$17,900.00'],
  ['396000', 'JPY', '¥396,000'],
  ['-525.00', 'USD', '-$525.00'],
  ['0.0125', 'USD', 'USD\u00a00.0125'],
  ['1234.5', 'JPY', 'JPY\u00a01,234.5'],
  ['12.50', 'XXQ', 'XXQ\u00a012.50'],
])('%s %s reads %s', (amount, currency, text) => {
  expect(moneyText(amount, currency, 'en')).toBe(text);
});

test('no digit of an amount is lost or added, however many it has', () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.stringMatching(/^[0-9]{1,8}$/))
    .map(([integer, fraction]) => `${integer}.${fraction}`);
  fc.assert(
    fc.property(decimal, fc.constantFrom('USD', 'JPY', 'KWD'), (amount, currency) => {
      const figures = moneyText(amount, currency, 'en').replaceAll(/[^0-9.]/g, '');
      expect(figures.replace(/0+$/, '').replace(/\.$/, '')).toBe(
        amount.replace(/0+$/, '').replace(/\.$/, ''),
      );
    }),
  );
});
