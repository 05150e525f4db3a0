import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission } from '../../runtime/src/core/permissions.ts';
import { ProductSchema } from '../../runtime/src/http/schemas/data.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

/** All that a machine may have. */
const MACHINE = PERMISSIONS.filter((permission) => permission !== 'approve');

let loop: HttpLoop;
let admin: string;

const VERSION = {
  names: { en: 'Seat', ja: '利用席' },
  unit: 'EA',
  taxClass: 'standard',
  maxDiscountPercent: '10',
  validFrom: '2026-01-01',
};
const VOLUME = {
  model: 'volume',
  tiers: [
    { upTo: '10', unitPrice: '30' },
    { upTo: null, unitPrice: '24' },
  ],
};
const SEAT = { ...VERSION, sku: 'SEAT', prices: { USD: VOLUME, JPY: '4500' } };

let count = 0;
const post = (path: string, json: object, key = admin) => {
  count += 1;
  return loop.call(key, path, { json, idempotencyKey: `products-${count}` });
};

beforeAll(async () => {
  loop = await createHttpLoop();
  admin = (await loop.key()).key;
});
afterAll(() => loop.hub.close());

describe('a product of the master', () => {
  it('is added with a price by quantity, and found under its address', async () => {
    const answer = await post('/v1/products', SEAT);
    expect(answer.status).toBe(201);
    const made = await readAs(answer.clone(), ProductSchema);
    expect(made.versions).toMatchObject([
      { version: 1, prices: { USD: '30', JPY: '4500' }, tiers: { USD: VOLUME }, maxDiscountPercent: '10' },
    ]);
    expect(await readAs(loop.call(admin, answer.headers.get('location') ?? ''), ProductSchema)).toEqual(made);
  });

  it.each([
    ['a SKU that is taken', { ...SEAT }, '/sku'],
    ['a discount above everything', { ...SEAT, sku: 'X', maxDiscountPercent: '101' }, '/maxDiscountPercent'],
    ['a price below zero', { ...SEAT, sku: 'X', prices: { USD: '-1' } }, '/prices/USD'],
    ['a cost below zero', { ...SEAT, sku: 'X', costs: { USD: '-0.01' } }, '/costs/USD'],
    ['a cost that is no exact decimal', { ...SEAT, sku: 'X', costs: { USD: '1e3' } }, '/costs/USD'],
    ['a cost in no currency', { ...SEAT, sku: 'X', costs: { dollars: '1' } }, '/costs'],
    [
      'tiers without an end',
      { ...SEAT, sku: 'X', prices: { USD: { model: 'volume', tiers: [{ upTo: '5', unitPrice: '1' }] } } },
      '/prices/USD',
    ],
  ])('is refused with %s, with the place', async (_what, json, pointer) => {
    const problem = await expectProblem(await post('/v1/products', json), 'request.invalid');
    expect(problem.errors?.map((error) => error.pointer)).toContainEqual(expect.stringContaining(pointer));
  });

  it('is not changed by a key that does not administer', async () => {
    const { key } = await loop.key({ permissions: ['read', 'create'] });
    await expectProblem(await post('/v1/products', { ...SEAT, sku: 'Y' }, key), 'auth.scope_missing');
  });

  it('shows what it costs to who administers or writes rules, and to nobody else', async () => {
    const costs = { USD: '18.0000000001', JPY: '0' };
    const made = await readAs(post('/v1/products', { ...SEAT, sku: 'MUG', costs }), ProductSchema);
    const path = `/v1/products/${made.id}`;
    const seenBy = async (permissions: Permission[]) => {
      const { key } = await loop.key({ permissions });
      const list = await (await loop.call(key, '/v1/products')).text();
      const lineage = await loop.call(key, `${path}/lineage?path=/versions/0/costs/USD`);
      return {
        one: (await readAs(loop.call(key, path), ProductSchema)).versions[0]?.costs,
        list: list.includes('18.0000000001'),
        lineage: lineage.status,
      };
    };
    expect(made.versions[0]?.costs).toEqual(costs);
    const all = { one: costs, list: true, lineage: 200 };
    expect(await seenBy(['read', 'admin'])).toEqual(all);
    expect(await seenBy(['read', 'rules'])).toEqual(all);
    const others = MACHINE.filter((permission) => permission !== 'admin' && permission !== 'rules');
    expect(await seenBy(others)).toEqual({ one: undefined, list: false, lineage: 400 });
  });

  it('gets a further version from a later day on, which ends the one before', async () => {
    const made = await readAs(post('/v1/products', { ...SEAT, sku: 'DESK' }), ProductSchema);
    const path = `/v1/products/${made.id}/versions`;
    const next = { ...VERSION, prices: { USD: '33' }, validFrom: '2026-07-01' };
    const { versions } = await readAs(post(path, next), ProductSchema);
    expect(versions).toMatchObject([
      { version: 1, validFrom: '2026-01-01', validTo: '2026-07-01', tiers: { USD: VOLUME } },
      { version: 2, validFrom: '2026-07-01', validTo: null, prices: { USD: '33' }, tiers: {} },
    ]);
    const problem = await expectProblem(await post(path, next), 'request.invalid');
    expect(problem.errors).toMatchObject([{ code: 'product.version_not_later' }]);
  });
});

describe('a deal that is billed from the master', () => {
  const draft = async (id: string, line: object) => {
    await loop.tellOf({ id, lines: [{ id: `${id}-1`, sku: 'SEAT', ...line }] });
    await loop.hub.drain();
    const invoice = (await loop.invoices()).at(-1);
    const answer = await loop.call(admin, `/v1/invoices/${invoice?.id}`);
    return JSON.parse(await answer.text());
  };

  it('is priced by its quantity, and keeps the version', async () => {
    const { document } = await draft('501', { quantity: '12', price: '' });
    expect(document.lines[0]).toMatchObject({ quantity: '12', unitPrice: '24', netAmount: '288.00' });
    expect(document.lines[0]).not.toHaveProperty('listPrice');
  });

  it('goes to a person with what it lets go beyond what is allowed, and says why', async () => {
    const { document } = await draft('502', { quantity: '12', price: '20' });
    expect(document.lines[0]).toMatchObject({ listPrice: '24', allowedDiscountPercent: '10' });
    expect(document.status).toBe('pending_approval');
    const approvals = await (await loop.call(admin, '/v1/approvals?state=open')).text();
    expect(approvals).toContain('goes further below its list price than the product master allows');
    const lineage = await loop.call(
      admin,
      `/v1/invoices/${document.id}/lineage?path=/lines/0/allowedDiscountPercent`,
    );
    expect(JSON.parse(await lineage.text()).steps).toMatchObject([
      { record: 'product', name: 'SEAT', field: '/maxDiscountPercent', value: '10' },
      { kind: 'entered' },
    ]);
  });
});
