import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct } from '../../../runtime/src/flow/setup/add-product.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

/** Written nowhere else, in whatever form it is stored. */
const COST = '8547.321987';

let loop: Loop;
beforeAll(async () => {
  loop = await createLoop();
  await addProduct({
    ctx: loop.organization.author,
    input: {
      sku: 'SECRET-COST',
      names: { en: 'Goods', ja: '商品' },
      unit: 'EA',
      taxClass: 'standard',
      maxDiscountPercent: '10',
      validFrom: '2026-01-01',
      prices: { USD: '9999' },
      costs: { USD: COST },
    },
  });
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'SECRET-COST', price: '' }] });
  await loop.hub.drain();
});
afterAll(() => loop.hub.close());

/** The tables with a row that holds a text, plain or as the bytes of a column. */
async function tablesWith(text: string): Promise<string[]> {
  const { owner } = loop.hub.database;
  const tables = await owner<{ name: string }[]>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await owner.unsafe(
      `select 1 from "${name}" t where t::text like $1 or t::text like $2 limit 1`,
      [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

test('an invoice goes out whole, and what its product costs is on the product and its audit entry alone', async () => {
  const [invoice] = await loop.invoices();
  expect(invoice?.number).toMatch(/[0-9]/);
  expect(loop.hub.mails.length).toBeGreaterThan(0);
  expect(await tablesWith(COST)).toEqual(['audit_entries', 'product_costs']);
  const told = [loop.hub.mails, loop.accounting.writes, loop.crm.writes];
  expect(loop.accounting.writes.length).toBeGreaterThan(0);
  for (const outward of told) {
    const text = JSON.stringify(outward, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(text).not.toContain(COST);
    expect(text).not.toContain('8547');
  }
});
