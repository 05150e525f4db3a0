import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { customers, deals } from '../../../runtime/src/db/schema/index.ts';
import { isSourceCurrent } from '../../../runtime/src/flow/bill/is-source-current.ts';
import { type BillLoop, createBillLoop } from './support/create-bill-loop.ts';

const loops: BillLoop[] = [];
let loop: BillLoop;

beforeEach(async () => {
  loop = await createBillLoop();
  loops.push(loop);
  await loop.setEntity(loop.organization.usEntityId, { isAutoIssue: false });
  await loop.sell(SOLD);
});

afterAll(async () => {
  for (const used of loops) await used.hub.close();
});

const SOLD = { id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y' }], properties: { closedate: '' } };
const inOrganization: BillLoop['hub']['database']['inOrganization'] = (_id, work) =>
  loop.hub.database.inOrganization(loop.organization.id, work);

async function isCurrent(): Promise<boolean> {
  const [invoice] = await loop.invoices();
  if (invoice === undefined) throw new Error('there is no invoice');
  return inOrganization('', (tx) => isSourceCurrent(tx, invoice));
}

test('an invoice of a deal that did not change is current, also days after a deal without a date', async () => {
  loop.hub.clock.advance(5 * 86_400_000);
  expect(await isCurrent()).toBe(true);
});

test('it is not current once the deal is no longer won', async () => {
  await inOrganization('', (tx) => tx.update(deals).set({ isWon: false }));
  expect(await isCurrent()).toBe(false);
});

test('it is not current once its customer is another, before any job ran', async () => {
  const [customer] = await inOrganization('', (tx) => tx.select().from(customers));
  const body = { ...(customer?.body ?? { externalKey: '8101', name: '' }), name: 'Renamed' };
  await inOrganization('', (tx) =>
    tx
      .update(customers)
      .set({ body })
      .where(eq(customers.id, customer?.id ?? '')),
  );
  expect(await isCurrent()).toBe(false);
});

test('it is not current once the entity has other bank data', async () => {
  await loop.setEntity(loop.organization.usEntityId, { paymentInstructions: null });
  expect(await isCurrent()).toBe(false);
});

test('it is not current once the deal cannot be billed', async () => {
  await loop.setEntity(loop.organization.usEntityId, { currency: 'EUR' });
  expect(await isCurrent()).toBe(false);
});

test('it is not current while a newer version of the deal is refused by the mapping, and is again after', async () => {
  await loop.sell({ ...SOLD, properties: { closedate: 'some day' } });
  expect(await isCurrent()).toBe(false);
  await loop.sell(SOLD);
  expect(await isCurrent()).toBe(true);
});

test('an invoice without a deal is current', async () => {
  const invoice = { dealId: null, suppliedAsOf: null, sourceHash: 'any', createdAt: loop.hub.clock.now() };
  expect(await inOrganization('', (tx) => isSourceCurrent(tx, invoice))).toBe(true);
});
