import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import {
  auditEntries,
  deadLetters,
  productCosts,
  productPrices,
  products,
  productVersions,
} from '../../../runtime/src/db/schema/index.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { acceptFiles, type Push } from '../../support/push-files.ts';

let loop: Loop;
let push: Push;

beforeAll(async () => {
  loop = await createLoop();
  push = await acceptFiles(loop);
});
afterAll(() => loop.hub.close());

const within = <Value>(work: Parameters<typeof loop.hub.database.inOrganization<Value>>[1]) =>
  loop.hub.database.inOrganization(loop.organization.id, work);

const TIERS = [
  { upTo: '1000', unitPrice: '0.05' },
  { upTo: null, unitPrice: '0.02', flatFee: '10.00' },
];

const row = (sku: string, more: JsonObject = {}): JsonObject => ({
  id: sku,
  name: 'API calls',
  pricing: { model: 'graduated', tiers: TIERS },
  currency: 'USD',
  unit: 'EA',
  tax_class: 'standard',
  max_discount_percent: '15',
  valid_from: '2026-11-01',
  ...more,
});

/** The versions of a product with the price of each, oldest first. */
const versionsOf = (sku: string) =>
  within((tx) =>
    tx
      .select({
        id: productVersions.id,
        from: productVersions.validFrom,
        to: productVersions.validTo,
        allowed: productVersions.maxDiscountPercent,
        price: productPrices.unitPrice,
        tiers: productPrices.tiers,
      })
      .from(products)
      .innerJoin(productVersions, eq(productVersions.productId, products.id))
      .innerJoin(productPrices, eq(productPrices.productVersionId, productVersions.id))
      .where(eq(products.sku, sku))
      .orderBy(productVersions.version),
  );

test('a product of a file with a price by quantity and an allowed discount is a version of the master, once', async () => {
  await push('product', row('CALLS'));
  await push('product', row('CALLS'));
  const versions = await versionsOf('CALLS');
  expect(versions).toMatchObject([
    { from: '2026-11-01', to: null, allowed: expect.stringMatching(/^15(\.0*)?$/) },
  ]);
  expect(versions[0]?.tiers).toEqual({ model: 'graduated', tiers: TIERS });
  const audited = await within((tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.action, 'product.add_version')),
  );
  expect(audited).toHaveLength(1);
});

test('a later day is another version; the same or an earlier one changes nothing that is there', async () => {
  await push('product', row('CALLS', { max_discount_percent: '90' }));
  await push('product', row('CALLS', { valid_from: '2026-10-01', max_discount_percent: '90' }));
  expect(await versionsOf('CALLS')).toHaveLength(1);
  const volume = { model: 'volume', tiers: [{ upTo: null, unitPrice: '0.03' }] };
  await push('product', row('CALLS', { valid_from: '2027-01-01', pricing: volume }));
  expect(await versionsOf('CALLS')).toMatchObject([
    { from: '2026-11-01', to: '2027-01-01', tiers: { model: 'graduated' } },
    { from: '2027-01-01', to: null, tiers: volume },
  ]);
});

test('what one unit costs comes with the version of the file, and a later version without it has none', async () => {
  await push('product', row('COSTED', { unit_cost: '0.0035' }));
  await push('product', row('COSTED', { valid_from: '2027-01-01', max_discount_percent: '1' }));
  const costs = await within((tx) =>
    tx
      .select({
        version: productVersions.version,
        currency: productCosts.currency,
        cost: productCosts.unitCost,
      })
      .from(products)
      .innerJoin(productVersions, eq(productVersions.productId, products.id))
      .leftJoin(productCosts, eq(productCosts.productVersionId, productVersions.id))
      .where(eq(products.sku, 'COSTED'))
      .orderBy(productVersions.version),
  );
  expect(costs).toEqual([
    { version: 1, currency: 'USD', cost: expect.stringMatching(/^0\.00350*$/) },
    { version: 2, currency: null, cost: null },
  ]);
});

test('without unit or tax class a product is known by name only, as before', async () => {
  const { unit: _unit, tax_class: _class, ...named } = row('NAMED');
  await push('product', named);
  expect(await versionsOf('NAMED')).toEqual([]);
});

test.each([
  [
    'whose bounds fall',
    [{ upTo: '10', unitPrice: '2' }, { upTo: '5', unitPrice: '1' }, TIERS[1]],
    '/pricing/tiers/1/upTo',
  ],
  ['that end before the last unit', [{ upTo: '10', unitPrice: '2' }], '/pricing/tiers/0/upTo'],
  ['with a price that is no decimal', [{ upTo: null, unitPrice: '1e3' }], '/pricing/tiers/0/unitPrice'],
])('tiers %s are refused with the place, and nothing of them is stored', async (_, tiers, pointer) => {
  const sku = `BAD-${pointer}`;
  await push('product', row(sku, { pricing: { model: 'volume', tiers: tiers as JsonObject[] } }));
  const letters = await within((tx) => tx.select().from(deadLetters));
  expect(letters.some((letter) => JSON.stringify(letter).includes(pointer))).toBe(true);
  const known = await within((tx) => tx.select().from(products).where(eq(products.sku, sku)));
  expect(known).toEqual([]);
});
