import { describe, expect, test } from 'vitest';
import { assert } from '../../../runtime/src/core/assert.ts';
import { dealToDraft } from '../../../runtime/src/core/billing/deal-to-draft.ts';
import type { DraftLine, MasterProduct } from '../../../runtime/src/core/billing/draft-line.ts';
import type { CanonicalDealLine } from '../../../runtime/src/core/canonical/deal.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { billingInput } from './billing-input.ts';

const TIERS = [
  { upTo: '10', unitPrice: '100' },
  { upTo: null, unitPrice: '80' },
];

/** The one line of a deal whose product has a price by quantity, and lets 10 % go. */
function lineOf(model: 'volume' | 'graduated' | null, line: Partial<CanonicalDealLine>): DraftLine {
  const input = billingInput([line]);
  const product = input.products.get('PLAT-Y');
  assert(product !== undefined, 'the sample sells it');
  const tiers = model === null ? null : { model, tiers: TIERS };
  const priced: MasterProduct = {
    ...product,
    prices: new Map([['USD', { unitPrice: decimalOf('100'), tiers }]]),
  };
  const drafted = dealToDraft({ ...input, products: new Map([['PLAT-Y', priced]]) });
  assert(drafted.ok && drafted.draft.lines[0] !== undefined, 'it can be billed');
  return drafted.draft.lines[0].line;
}

const printed = ({ amounts, description, listPrice }: DraftLine) => ({
  quantity: String(amounts.quantity),
  unitPrice: String(amounts.unitPrice),
  description,
  listPrice: listPrice === null ? null : String(listPrice),
});

describe('a line of a deal without a price of its own', () => {
  test('has the price of the tier of its quantity', () => {
    expect(printed(lineOf('volume', { quantity: '15' }))).toEqual({
      quantity: '15',
      unitPrice: '80',
      description: null,
      listPrice: null,
    });
  });

  test('is one piece where several tiers make it, with the steps beneath', () => {
    expect(printed(lineOf('graduated', { quantity: '15', description: 'Three teams' }))).toEqual({
      quantity: '1',
      unitPrice: '1400',
      description: 'Three teams\n10 × 100 + 5 × 80',
      listPrice: null,
    });
  });

  test.each(['volume', 'graduated', null] as const)('knows its units, priced by %s', (model) => {
    for (const quantity of ['15', '1', '2.5', '-15'])
      expect(String(lineOf(model, { quantity }).units)).toBe(quantity);
  });

  test('that gives back keeps its sign', () => {
    expect(printed(lineOf('graduated', { quantity: '-15' }))).toMatchObject({
      quantity: '-1',
      unitPrice: '1400',
    });
  });

  test('of no quantity stays of none, to be found by the validation', () => {
    expect(printed(lineOf('graduated', { quantity: '0' }))).toMatchObject({
      quantity: '0',
      unitPrice: '100',
    });
  });
});

describe('a price of the deal', () => {
  test('that is the list price of the quantity is no departure', () => {
    expect(lineOf('volume', { quantity: '15', unitPrice: '80' }).listPrice).toBeNull();
  });

  test('that is the list price of fewer units departs from it', () => {
    expect(String(lineOf('volume', { quantity: '15', unitPrice: '100' }).listPrice)).toBe('80');
  });
});

describe('what the product master allows', () => {
  test.each<[string, Partial<CanonicalDealLine>, string | undefined]>([
    ['10 % is within 10 %', { discountPercent: '10' }, undefined],
    ['a millionth of a percent more is not', { discountPercent: '10.000001' }, '10'],
    ['an amount of a tenth is within', { quantity: '3', discountAmount: '30' }, undefined],
    ['a cent more is not', { quantity: '3', discountAmount: '30.01' }, '10'],
    ['a price of nine tenths is within', { unitPrice: '90' }, undefined],
    ['a price below that is not', { unitPrice: '89.99' }, '10'],
    ['price and discount count together', { unitPrice: '95', discountPercent: '6' }, '10'],
    ['a higher price does not hide a discount', { unitPrice: '200', discountPercent: '20' }, '10'],
    ['a higher price alone lets nothing go', { unitPrice: '200' }, undefined],
    ['a discount on what is given back counts too', { quantity: '-3', discountPercent: '11' }, '10'],
  ])('%s', (_what, line, allowed) => {
    expect(lineOf(null, line).extras?.allowedDiscountPercent).toBe(allowed);
  });
});
