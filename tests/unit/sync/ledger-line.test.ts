import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { ledgerLine } from '../../../runtime/src/core/sync/ledger-line.ts';

test.each([
  ['what multiplies to its amount', ['2', '1740.00', '3480.00'], ['2', '1740']],
  ['what has a discount', ['2.5', '222.2222', '500.00'], ['2.5', '222.2222']],
  ['four decimals of both', ['0.1250', '0.3333', '0.04'], ['0.125', '0.3333']],
  ['yen that are rounded down', ['0.5', '333', '166'], ['0.5', '333']],
  ['an amount below zero that multiplies to it', ['-1', '500.00', '-500.00'], ['-1', '500']],
])('a line of %s keeps its quantity and price', (_case, [quantity, unitPrice, netAmount], expected) => {
  const line = { quantity: quantity ?? '', unitPrice: unitPrice ?? '', netAmount: netAmount ?? '' };
  expect(Object.values(ledgerLine(line))).toEqual(expected);
});

test.each([
  ['five decimals of a quantity', ['0.03125', '400.00', '12.50'], '12.5'],
  ['five decimals of a price', ['1', '0.12345', '0.12'], '0.12'],
  ['an amount above the product, as rounding up gives', ['0.0625', '401', '25.07'], '25.07'],
  ['an amount below zero with a discount', ['-2', '10.00', '-19.00'], '-19'],
])(
  'a line of %s is booked as one unit at its amount',
  (_case, [quantity, unitPrice, netAmount], expected) => {
    const line = { quantity: quantity ?? '', unitPrice: unitPrice ?? '', netAmount: netAmount ?? '' };
    expect(ledgerLine(line)).toEqual({ quantity: '1', unitPrice: expected });
  },
);

test('the product that a ledger makes of any line is its amount, or above it by a discount', () => {
  const decimal = (decimals: number) =>
    fc
      .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 10 ** decimals - 1 }))
      .map(([whole, part]) => `${whole}.${String(part).padStart(decimals, '0')}`);
  fc.assert(
    fc.property(decimal(5), decimal(5), decimal(2), (quantity, unitPrice, netAmount) => {
      const held = ledgerLine({ quantity, unitPrice, netAmount });
      const product = decimalOf(held.quantity).times(decimalOf(held.unitPrice)).round(2, 1);
      expect(product.gte(decimalOf(netAmount))).toBe(true);
    }),
  );
});
