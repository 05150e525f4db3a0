import fc from 'fast-check';
import { expect, test } from 'vitest';
import { taxInCurrency } from '../../../runtime/src/core/fx/tax-in-currency.ts';
import { currencyOf } from '../money/currency-of.ts';

const terms = (rate: string, rounding: 'down' | 'half_up' | 'up' = 'down') => ({
  from: currencyOf('USD'),
  to: currencyOf('JPY'),
  rate,
  rounding,
});

test('the tax of each rate is converted and rounded once by the entity’s mode, and the total is their sum', () => {
  // 123.45 USD × 156.25 = 19289.0625; 8.88 USD × 156.25 = 1387.5
  expect(taxInCurrency([12_345n, 888n], terms('156.25'))).toEqual({
    rows: ['19289', '1387'],
    total: '20676',
  });
  expect(taxInCurrency([12_345n, 888n], terms('156.25', 'half_up'))).toEqual({
    rows: ['19289', '1388'],
    total: '20677',
  });
});

test('what is given back is converted to the unit as what was charged', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.integer({ min: 1, max: 999_999 }),
      (tax, rate) => {
        const text = `${Math.floor(rate / 100)}.${String(rate % 100).padStart(2, '0')}`;
        const { total } = taxInCurrency([tax], terms(text));
        const { total: back } = taxInCurrency([-tax], terms(text));
        expect(back).toBe(total === '0' ? '0' : `-${total}`);
      },
    ),
  );
});
