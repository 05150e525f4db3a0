import { describe, expect, test } from 'vitest';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { invoiceMargins, type LineCost } from '../../../runtime/src/core/rules/invoice-margin.ts';
import { currencyOf } from '../money/currency-of.ts';
import { sampleInvoice, sampleLine, totalOf } from './sample-invoice.ts';

/** Of an invoice whose lines have these costs, by their order; null for one whose cost is not known. */
function marginOf(over: Partial<InvoiceDocument>, costs: readonly (LineCost | null)[]): bigint | undefined {
  const document = sampleInvoice(over);
  const known = costs.flatMap((cost, at) => (cost === null ? [] : [[at + 1, cost] as const]));
  return invoiceMargins(document, currencyOf(document.currency), new Map(known)).wholePpm;
}

/** The same of each line. */
function marginsOfLines(over: Partial<InvoiceDocument>, costs: readonly (LineCost | null)[]) {
  const document = sampleInvoice(over);
  const known = costs.flatMap((each, at) => (each === null ? [] : [[at + 1, each] as const]));
  return invoiceMargins(document, currencyOf(document.currency), new Map(known)).linesPpm;
}

const cost = (units: string, unitCost: string): LineCost => ({ units, unitCost });
const lineAt = (position: number, netAmount: string, over: Parameters<typeof sampleLine>[0] = {}) =>
  sampleLine({ position, netAmount, ...over });

describe('the margin, worked by hand', () => {
  test('is what the net leaves after the cost: 12 × 90 of 2,700.00 leave 60 %', () => {
    expect(marginOf({}, [cost('12', '90')])).toBe(600_000n);
  });

  test('is of the net after the discount of a line: 12 × 90 of 1,350.00 leave 20 %', () => {
    const line = lineAt(1, '1350.00', { discount: { percent: '50', amount: '1350.00', reason: 'x' } });
    expect(marginOf({ lines: [line], totals: totalOf('1350.00') }, [cost('12', '90')])).toBe(200_000n);
  });

  test('is of the whole invoice: a line at a loss is carried by one that earns', () => {
    const over = { lines: [lineAt(1, '100.00'), lineAt(2, '900.00')], totals: totalOf('1000.00') };
    expect(marginOf(over, [cost('1', '300'), cost('10', '45.5')])).toBe(245_000n);
  });

  test('counts the units that a line stands for, not the one piece that tiers make of it on paper', () => {
    const over = {
      lines: [lineAt(1, '800.00', { quantity: '1', unitPrice: '800' })],
      totals: totalOf('800'),
    };
    expect(marginOf(over, [cost('25', '30')])).toBe(62_500n);
  });

  test('comes down by an allowance of the document, and not up by its freight or the packing of a line', () => {
    const line = lineAt(1, '1010.00', { charges: [{ amount: '10.00', reason: 'Packing' }] });
    const over = {
      lines: [line],
      allowances: [{ amount: '200.00', reason: 'Bonus', taxCategory: 'S' as const, taxRatePercent: '10' }],
      charges: [{ amount: '90.00', reason: 'Freight', taxCategory: 'S' as const, taxRatePercent: '10' }],
      totals: { ...totalOf('900.00'), lineNet: '1010.00', allowances: '200.00', charges: '90.00' },
    };
    // 800.00 are left of the goods, which cost 600.00.
    expect(marginOf(over, [cost('6', '100')])).toBe(250_000n);
  });

  test('is without tax where prices include it: ¥11,000 with 10 % are ¥10,000, and ¥8,000 of cost leave 20 %', () => {
    const line = lineAt(1, '10000', { quantity: '1', unitPrice: '11000', grossAmount: '11000' });
    const over = {
      currency: 'JPY',
      priceBasis: 'tax_inclusive' as const,
      lines: [line],
      totals: { ...totalOf('11000'), lineNet: '10000', taxExclusive: '10000', tax: '1000' },
    };
    expect(marginOf(over, [cost('1', '8000')])).toBe(200_000n);
  });

  test.each([
    ['a hair below a threshold', '1000.00', '800.0000001', 199_999n],
    ['exactly at it', '1000.00', '800', 200_000n],
    ['a hair below zero', '1000.00', '1000.0000001', -1n],
    ['at a loss', '1000.00', '1500', -500_000n],
    ['without any cost', '1000.00', '0', 1_000_000n],
    ['at a loss that no number of 64 bits holds', '0.01', '999999999999999999', -1_000_000_000_000n],
  ])('is rounded down: %s', (_what, net, unitCost, marginPpm) => {
    const over = { lines: [lineAt(1, net)], totals: totalOf(net) };
    expect(marginOf(over, [cost('1', unitCost)])).toBe(marginPpm);
  });
});

describe('nobody guesses a margin', () => {
  const two = { lines: [lineAt(1, '100.00'), lineAt(2, '900.00')], totals: totalOf('1000.00') };
  const gift = { lines: [lineAt(1, '0.00')], totals: totalOf('0.00') };
  const back = { lines: [lineAt(1, '1000.00'), lineAt(2, '-100.00', { quantity: '-1' })] };

  test.each<[string, Partial<InvoiceDocument>, (LineCost | null)[]]>([
    ['where one line of two has no known cost', two, [cost('1', '1'), null]],
    ['where no line has one', two, [null, null]],
    ['where nothing is charged', gift, [cost('1', '5')]],
    ['where a line gives something back', back, [cost('10', '10'), cost('1', '10')]],
    ['where the units of a line are negative', two, [cost('1', '1'), cost('-9', '10')]],
    ['where less than nothing is charged', { totals: totalOf('-1.00') }, [cost('1', '1')]],
    ['of a credit note', { type: 'credit_note' }, [cost('12', '90')]],
    ['without a line', { lines: [] }, []],
  ])('%s', (_what, over, costs) => {
    expect(marginOf(over, costs)).toBeUndefined();
  });
});

describe('the margin of a line', () => {
  const two = { lines: [lineAt(1, '100.00'), lineAt(2, '900.00')], totals: totalOf('1000.00') };

  test('shows the line at a loss that the whole invoice hides', () => {
    expect(marginsOfLines(two, [cost('1', '300'), cost('10', '45.5')])).toEqual([-2_000_000n, 494_444n]);
  });

  test('is known beside a line whose cost is not', () => {
    expect(marginsOfLines(two, [null, cost('10', '45')])).toEqual([undefined, 500_000n]);
  });

  test('is of its net after its own allowance and without its own charge, and without those of the document', () => {
    const packed = lineAt(1, '1010.00', {
      charges: [{ amount: '10.00', reason: 'Packing' }],
      allowances: [{ amount: '100.00', reason: 'Bonus' }],
    });
    const over = {
      lines: [packed],
      allowances: [{ amount: '200.00', reason: 'Bonus', taxCategory: 'S' as const, taxRatePercent: '10' }],
      totals: { ...totalOf('810.00'), lineNet: '1010.00', allowances: '200.00' },
    };
    expect(marginsOfLines(over, [cost('6', '100')])).toEqual([400_000n]);
  });

  test.each([
    ['a hair below a threshold', '800.0000001', 199_999n],
    ['a hair below zero', '1000.0000001', -1n],
    ['at a loss that no number of 64 bits holds', '9999999999999999999', -1_000_000_000_000n],
  ])('is rounded down: %s', (_what, unitCost, marginPpm) => {
    expect(marginsOfLines({ lines: [lineAt(1, '1000.00')] }, [cost('1', unitCost)])).toEqual([marginPpm]);
  });

  test.each<[string, Partial<InvoiceDocument>]>([
    ['that is given away', { lines: [lineAt(1, '0.00')] }],
    ['that gives something back', { lines: [lineAt(1, '-100.00')] }],
    [
      'of nothing but packing',
      { lines: [lineAt(1, '10.00', { charges: [{ amount: '10.00', reason: 'x' }] })] },
    ],
    ['of a credit note', { type: 'credit_note' }],
  ])('is not known of one %s', (_what, over) => {
    expect(marginsOfLines(over, [cost('1', '5')])).toEqual([undefined]);
  });
});
