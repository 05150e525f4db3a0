import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkNumbers } from '../../../runtime/src/flow/issue/check-numbers.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
  for (const id of ['1', '2', '3']) await loop.tellOf({ id, lines: [{ id: `${id}a`, sku: 'API-P' }] });
  await loop.hub.drain();
});
afterAll(() => loop.hub.close());

const check = () => checkNumbers({ ctx: loop.hub.system(loop.organization.id) });
const numbers = async () => (await loop.invoices()).map(({ number }) => number).sort();

test('every number from the first to the last is on an invoice', async () => {
  expect(await numbers()).toEqual(['INV-2026-0042', 'INV-2026-0043', 'INV-2026-0044']);
  await expect(check()).resolves.toBeUndefined();
});

test('a number that is gone and one that nobody gave are found by their names', async () => {
  await loop.hub.database.owner.begin(async (sql) => {
    // Past the hub, as only the owner of the database can.
    await sql`set local session_replication_role = replica`;
    await sql`update invoices set number = 'INV-2026-0099'
      where organization_id = ${loop.organization.id} and number = 'INV-2026-0043'`;
  });
  await expect(check()).rejects.toMatchObject({
    code: 'numbering.gap',
    detail: 'INV-2026-0043 is on no invoice. INV-2026-0099 was not given by its counter.',
  });
});
