import { expect, test } from 'vitest';
import { type ComputeLine, computeTotals } from '../../../runtime/src/core/invoice/compute-totals.ts';
import type { TaxCategory } from '../../../runtime/src/core/invoice/document.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { decimalToText } from '../../../runtime/src/core/money/decimal-to-text.ts';
import type { Money } from '../../../runtime/src/core/money/money.ts';
import { moneyToText } from '../../../runtime/src/core/money/money-to-text.ts';
import type { RoundingMode } from '../../../runtime/src/core/money/rounding.ts';
import { currencyOf } from '../money/currency-of.ts';

type Rest = Pick<ComputeLine, 'baseQuantity' | 'discountPercent' | 'discountAmountMinor'>;

const line = (quantity: string, price: string, tax: [TaxCategory, string], rest: Rest = {}): ComputeLine => ({
  quantity: decimalOf(quantity),
  unitPrice: decimalOf(price),
  taxCategory: tax[0],
  taxRatePercent: decimalOf(tax[1]),
  ...rest,
});

function compute(currency: string, lines: ComputeLine[], rounding: RoundingMode = 'half_up') {
  const computed = computeTotals({ currency: currencyOf(currency), lines, rounding });
  return {
    nets: computed.lines.map((each) => moneyToText(each.net)),
    taxes: computed.taxRows.map(
      (row) =>
        `${row.category} ${decimalToText(row.ratePercent)}: ${moneyToText(row.base)} + ${moneyToText(row.tax)}`,
    ),
    total: (name: 'lineNet' | 'taxExclusive' | 'tax' | 'taxInclusive' | 'prepaid' | 'payable') =>
      moneyToText(computed.totals[name] satisfies Money),
  };
}

test('Japan: three lines of 105 yen at 10 % owe 31 yen of tax rounded down, not the 30 of rounding each', () => {
  const lines = [line('1', '105', ['S', '10']), line('1', '105', ['S', '10']), line('1', '105', ['S', '10'])];
  const computed = compute('JPY', lines, 'down');
  expect(computed.taxes).toEqual(['S 10: 315 + 31']);
  expect(computed.total('taxInclusive')).toBe('346');
});

test('Japan: the published sample of 60,000 yen at 10 % and 40,000 yen at 8 % comes to 109,200 yen', () => {
  const computed = compute('JPY', [line('1', '40000', ['AA', '8']), line('2', '30000', ['S', '10'])]);
  expect(computed.taxes).toEqual(['S 10: 60000 + 6000', 'AA 8: 40000 + 3200']);
  expect(computed.total('payable')).toBe('109200');
});

test('EN 16931 example 1: tax is rounded once per rate', () => {
  const computed = compute('EUR', [line('1', '183.23', ['S', '6']), line('1', '46.37', ['S', '21'])]);
  expect(computed.taxes).toEqual(['S 21: 46.37 + 9.74', 'S 6: 183.23 + 10.99']);
  expect([computed.total('taxExclusive'), computed.total('tax'), computed.total('taxInclusive')]).toEqual([
    '229.60',
    '20.73',
    '250.33',
  ]);
});

test('Peppol: the price is per base quantity', () => {
  const computed = compute('EUR', [line('10', '200', ['E', '0'], { baseQuantity: decimalOf('2') })]);
  expect(computed.nets).toEqual(['1000.00']);
  expect(computed.taxes).toEqual(['E 0: 1000.00 + 0.00']);
});

test('displayed lines add up to the total: each is rounded before the sum', () => {
  const computed = compute('EUR', [line('20.10', '3.05', ['S', '20']), line('20.10', '3.05', ['S', '20'])]);
  expect(computed.nets).toEqual(['61.31', '61.31']);
  expect(computed.total('lineNet')).toBe('122.62');
});

test('net plus tax wins over the rounded precise total', () => {
  // 200.00 for 29 of 30 days at 25 %: the precise total rounds to 241.67.
  const computed = compute('EUR', [line('29', '200', ['S', '25'], { baseQuantity: decimalOf('30') })]);
  expect(computed.nets).toEqual(['193.33']);
  expect(computed.total('tax')).toBe('48.33');
  expect(computed.total('taxInclusive')).toBe('241.66');
});

test('a discount comes off before tax, shared over three rates', () => {
  const computed = compute('EUR', [
    line('1', '100', ['S', '10'], { discountAmountMinor: 500n }),
    line('1', '50', ['E', '0'], { discountAmountMinor: 250n }),
    line('1', '30', ['S', '20'], { discountAmountMinor: 150n }),
    line('1', '20', ['S', '20'], { discountAmountMinor: 100n }),
  ]);
  expect(computed.total('taxExclusive')).toBe('190.00');
  expect(computed.total('tax')).toBe('19.00');
  expect(computed.total('payable')).toBe('209.00');
});

test('a percentage is taken of the rounded gross, and rounded once', () => {
  // Gross 0.305 rounds to 0.31; half of it is 0.155, which rounds to 0.16.
  const computed = compute('USD', [line('0.1', '3.05', ['S', '10'], { discountPercent: decimalOf('50') })]);
  expect(computed.nets).toEqual(['0.15']);
});

test('a percentage is rounded by the mode of the document', () => {
  const netOf = (rounding: RoundingMode) =>
    compute('JPY', [line('1', '105', ['S', '10'], { discountPercent: decimalOf('10') })], rounding).nets;
  expect(netOf('down')).toEqual(['95']);
  expect(netOf('half_even')).toEqual(['95']);
  expect(netOf('half_up')).toEqual(['94']);
});

test('a discount both in percent and in money is refused as our own mistake', () => {
  const both = line('1', '10', ['S', '10'], { discountPercent: decimalOf('5'), discountAmountMinor: 5n });
  expect(() => compute('USD', [both])).toThrow('assertion');
});

test('a base quantity of zero is refused as our own mistake', () => {
  expect(() => compute('USD', [line('1', '1', ['S', '10'], { baseQuantity: decimalOf('0') })])).toThrow(
    'assertion',
  );
});

test('rates that are written differently are one rate, the same rate in two categories is two', () => {
  const computed = compute('USD', [
    line('1', '1', ['O', '0']),
    line('1', '1', ['S', '10.000000']),
    line('1', '1', ['E', '0']),
    line('1', '1', ['S', '10']),
  ]);
  expect(computed.taxes).toEqual(['S 10: 2.00 + 0.20', 'E 0: 1.00 + 0.00', 'O 0: 1.00 + 0.00']);
});

test('rates are ordered by value, not by text', () => {
  const computed = compute('USD', [
    line('1', '1', ['S', '9']),
    line('1', '1', ['S', '10']),
    line('1', '1', ['AA', '9']),
  ]);
  expect(computed.taxes.map((row) => row.split(':')[0])).toEqual(['S 10', 'AA 9', 'S 9']);
});

test('what is prepaid is taken off the amount to pay and nothing else', () => {
  const { totals } = computeTotals({
    currency: currencyOf('USD'),
    lines: [line('1', '100', ['S', '10'])],
    rounding: 'half_up',
    prepaidMinor: 3_000n,
  });
  expect(moneyToText(totals.taxInclusive)).toBe('110.00');
  expect(moneyToText(totals.prepaid)).toBe('30.00');
  expect(moneyToText(totals.payable)).toBe('80.00');
});

test('a document without lines owes nothing', () => {
  const computed = compute('USD', []);
  expect(computed.taxes).toEqual([]);
  expect(computed.total('payable')).toBe('0.00');
});
