import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BillLoop, createBillLoop } from './support/create-bill-loop.ts';

let loop: BillLoop;

beforeAll(async () => {
  loop = await createBillLoop();
});

afterAll(() => loop.hub.close());

const supplyDateOf = async (): Promise<string | undefined> => (await loop.invoices()).at(-1)?.supplyDate;

test.each([
  ['USD', '2026-11-01T06:30:00.000Z', '2026-10-31'],
  ['JPY', '2026-10-31T15:30:00.000Z', '2026-11-01'],
] as const)(
  'a deal in %s closed at %s is supplied on %s, the day in the zone of its entity',
  async (currency, closedate, day) => {
    const id = `closed-${currency}`;
    await loop.sell({ id, currency, lines: [{ id, sku: 'PLAT-Y' }], properties: { closedate } });
    expect(await supplyDateOf()).toBe(day);
  },
);

test('a deal that names its supply date keeps it, whenever it was closed', async () => {
  const properties = { closedate: '2026-11-01T06:30:00.000Z', seikyu_supply_date: '2026-12-01' };
  await loop.sell({ id: 'named', lines: [{ id: 'named', sku: 'PLAT-Y' }], properties });
  expect(await supplyDateOf()).toBe('2026-12-01');
});

test('a deal without any date is supplied on the day of its draft, and stays so on later days', async () => {
  const deal = {
    id: 'undated',
    lines: [{ id: 'undated', sku: 'PLAT-Y', discountPercent: '15' }],
    properties: { closedate: '' },
  };
  await loop.sell(deal);
  expect(await supplyDateOf()).toBe('2026-11-23');
  const before = (await loop.invoices()).at(-1);
  loop.hub.clock.advance(3 * 86_400_000);
  await loop.sell({
    ...deal,
    properties: { ...deal.properties, hs_lastmodifieddate: '2026-11-27T03:00:00.000Z' },
  });
  expect((await loop.invoices()).at(-1)).toEqual(before);
});
