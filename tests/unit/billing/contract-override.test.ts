import { expect, test } from 'vitest';
import { contractOverride } from '../../../runtime/src/core/billing/contract-override.ts';
import type { DifferenceLine } from '../../../runtime/src/core/billing/difference/difference-line.ts';
import type { MasterProduct } from '../../../runtime/src/core/billing/draft-line.ts';
import { CanonicalContract } from '../../../runtime/src/core/canonical/contract.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { currencyOf } from '../money/currency-of.ts';

const PRODUCT: MasterProduct = {
  productId: 'prd_1',
  versionId: 'prv_1',
  sku: 'TEA',
  names: { en: 'Tea', ja: '茶' },
  unit: 'BX',
  taxClass: 'reduced',
  maxDiscountPercent: decimalOf('10'),
  prices: new Map([
    [
      'USD',
      {
        unitPrice: decimalOf('100'),
        tiers: {
          model: 'volume',
          tiers: [
            { upTo: '10', unitPrice: '100' },
            { upTo: null, unitPrice: '80' },
          ],
        },
      },
    ],
  ]),
};

const orderAt = (unitPrice?: string) =>
  CanonicalContract.parse({
    title: 'Order',
    currency: 'USD',
    customerKey: '1',
    startsOn: '2026-11-01',
    revisions: [
      {
        effectiveOn: '2026-11-01',
        plan: {
          form: 'order',
          billing: { when: 'per_shipment' },
          lines: [
            { key: 'a', sku: 'TEA', quantity: '15', ...(unitPrice === undefined ? {} : { unitPrice }) },
          ],
        },
      },
    ],
  });

/** Five of the fifteen boxes, shipped first. */
const shipped = (unitPrice: string): DifferenceLine => ({
  key: 'shipment:rec_1:a',
  kind: 'shipment_line',
  sku: 'TEA',
  books: 'full',
  amountMinor: 0n,
  quantity: decimalOf('5'),
  unitPrice: decimalOf(unitPrice),
  period: null,
  invoiceOn: '2026-11-10',
  description: { en: 'Shipped 2026-11-10', ja: '2026-11-10出荷分' },
  reason: null,
  evidence: ['rec_1'],
});

const overrideOf = (line: DifferenceLine, unitPrice?: string) => {
  const terms = { currency: currencyOf('USD'), rounding: 'half_up' as const };
  const { listPrice, allowedDiscountPercent } = contractOverride(orderAt(unitPrice), line, PRODUCT, terms);
  return [listPrice, allowedDiscountPercent].map((value) => (value === null ? null : String(value)));
};

test('a shipment at the list price of what was ordered departs from nothing, however few of it were shipped', () => {
  expect(overrideOf(shipped('80'))).toEqual([null, null]);
  expect(overrideOf(shipped('80'), '80')).toEqual([null, null]);
});

test('a shipment at a price that the order states shows the list price of the whole order line', () => {
  expect(overrideOf(shipped('75'), '75')).toEqual(['80', null]);
  expect(overrideOf(shipped('70'), '70')).toEqual(['80', '10']);
});

test('a shipment that is one piece at a rounded amount says nothing of a price', () => {
  expect(overrideOf(shipped('350.01'), '70')).toEqual([null, null]);
});
