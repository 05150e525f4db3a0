import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  exactListUnitPrice,
  type ListPrice,
  listUnitPrice,
  priceByList,
} from '../../../../runtime/src/core/billing/pricing/list-price.ts';
import { decimalOf } from '../../../../runtime/src/core/money/decimal-of.ts';
import { decimalToText } from '../../../../runtime/src/core/money/decimal-to-text.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { ratioOf } from './price-of.ts';

const TIERS = [
  { upTo: '10', unitPrice: '100' },
  { upTo: null, unitPrice: '80' },
];
const listOf = (model: 'volume' | 'graduated'): ListPrice => ({
  unitPrice: decimalOf('100'),
  tiers: { model, tiers: TIERS },
});
const PLAIN: ListPrice = { unitPrice: decimalOf('100'), tiers: null };
const terms = { currency: currencyOf('USD'), rounding: 'half_up' as const };
const unitOf = (list: ListPrice, units: string) => decimalToText(listUnitPrice(list, ratioOf(units), terms));

describe('the list price of one unit', () => {
  test.each([
    ['the same for any number', PLAIN, '15', '100'],
    ['of a volume price that of the tier of all units', listOf('volume'), '15', '80'],
    ['of a volume price at the edge the lower tier', listOf('volume'), '10', '100'],
    ['of a graduated price the average of its tiers', listOf('graduated'), '16', '92.5'],
    ['of a graduated average without an end ten decimals of it', listOf('graduated'), '15', '93.3333333333'],
    ['of no units that of the first one', listOf('graduated'), '0', '100'],
  ])('is %s', (_what, list, units, expected) => {
    expect(unitOf(list, units)).toBe(expected);
  });

  test('is not given to be multiplied where no finite decimal writes it', () => {
    expect(exactListUnitPrice(listOf('graduated'), ratioOf('15'), terms)).toBeNull();
    expect(exactListUnitPrice(listOf('graduated'), ratioOf('16'), terms)?.toString()).toBe('92.5');
    expect(exactListUnitPrice(undefined, ratioOf('1'), terms)).toBeNull();
  });
});

test('a graduated list price is never below the volume price of the same tiers, and never above the first tier', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (units) => {
      const amount = (list: ListPrice) => priceByList(list, ratioOf(String(units)), terms).amountMinor;
      const graduated = amount(listOf('graduated'));
      expect(graduated).toBeGreaterThanOrEqual(amount(listOf('volume')));
      expect(graduated).toBeLessThanOrEqual(amount(PLAIN));
    }),
  );
});
