import { afterAll, beforeEach, expect, test } from 'vitest';
import { fetchRecord } from '../../../runtime/src/flow/ingest/fetch-record.ts';
import type { NewJob } from '../../../runtime/src/flow/jobs.ts';
import { mapRecords } from '../../../runtime/src/flow/map/map-records.ts';
import { sampleBundle } from '../../support/sample-records.ts';
import { type BillLoop, createBillLoop } from './support/create-bill-loop.ts';

const loops: BillLoop[] = [];
let loop: BillLoop;

beforeEach(async () => {
  loop = await createBillLoop();
  loops.push(loop);
});

afterAll(async () => {
  for (const used of loops) await used.hub.close();
});

const WAITING = { id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y', discountPercent: '15' }] };
const recordsOf = (object: string, deal = WAITING) =>
  sampleBundle(deal).filter((record) => record.object === object);

async function tell(object: string, records: ReturnType<typeof sampleBundle>): Promise<void> {
  await loop.tell(object, records[0]?.externalId ?? '', records);
  await loop.hub.drain();
}

test('a customer that changes after the draft is on the invoice, which is asked for again', async () => {
  await loop.sell(WAITING);
  const before = await loop.live();
  const moved = recordsOf('company').map((record) => ({
    ...record,
    payload: { ...record.payload, properties: { name: 'Northwind Robotics GmbH' } },
  }));
  await tell('company', moved);
  const after = await loop.live();
  expect(after).toMatchObject({ id: before.id, documentStatus: 'pending_approval' });
  expect(after.buyer.name).toBe('Northwind Robotics GmbH');
  expect(await loop.requestStatesOf(after.id)).toEqual(['cancelled', 'open']);
});

test('a contact whose address changes after the draft is the recipient', async () => {
  await loop.sell(WAITING);
  const changed = sampleBundle({ ...WAITING, contactEmail: 'new@northwind.example' });
  await tell(
    'contact',
    changed.filter((record) => record.object === 'contact'),
  );
  expect((await loop.live()).recipients.map((recipient) => recipient.email)).toEqual([
    'new@northwind.example',
  ]);
});

test('a customer that changes after the issue leaves the invoice and its deal in peace', async () => {
  await loop.sell({ id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y' }] });
  const before = await loop.live();
  const moved = recordsOf('company').map((record) => ({
    ...record,
    payload: { ...record.payload, properties: { name: 'Other' } },
  }));
  await tell('company', moved);
  expect(await loop.live()).toEqual(before);
});

test('a deal that was drafted before its customer was known is drafted once it is', async () => {
  await tell('deal', recordsOf('deal'));
  expect(await loop.deadDrafts()).toMatchObject([
    { code: 'billing.customer_missing', detail: expect.stringContaining('The customer 8101') },
  ]);
  await tell('company', recordsOf('company'));
  expect(await loop.deadDrafts()).toMatchObject([
    { code: 'billing.customer_missing', detail: expect.stringContaining('The contact 9101') },
  ]);
  expect(await loop.invoices()).toEqual([]);
  await tell('contact', recordsOf('contact'));
  expect(await loop.live()).toMatchObject({ documentStatus: 'pending_approval' });
  expect(await loop.deadDrafts()).toEqual([]);
});

test('a second deal of a company that is not mapped yet brings the company along and does not wait for it', async () => {
  const kept: NewJob[] = [];
  const system = loop.hub.system(loop.organization.id);
  const jobs = {
    ...loop.hub.deps.jobs,
    enqueue: async (_tx: unknown, handed: NewJob[]) => {
      kept.push(...handed);
    },
  };
  const ctx = { ...system, deps: { ...system.deps, jobs } };
  for (const [id, sku] of [
    ['1', 'PLAT-Y'],
    ['2', 'ONBOARD'],
  ] as const) {
    loop.crm.records.set(`deal/${id}`, sampleBundle({ id, lines: [{ id: `l${id}`, sku }] }));
    await fetchRecord({
      ctx,
      input: {
        organizationId: loop.organization.id,
        requestId: 'req_test',
        connectionId: loop.organization.hubspot.id,
        object: 'deal',
        externalId: id,
        hintedAt: loop.hub.clock.now().toISOString(),
      },
    });
  }
  const [, second] = kept;
  if (second?.stage !== 'map') throw new Error('the second fetch handed nothing to the mapping');
  await mapRecords({ ctx: system, input: second.payload });
  await loop.hub.drain();
  expect(await loop.live()).toMatchObject({ payableMinor: 350_000n });
  expect(await loop.deadDrafts()).toEqual([]);
});

test('bank data, rounding and terms of the entity reach a draft when its deal is told of again', async () => {
  await loop.sell(WAITING);
  const before = await loop.live();
  await loop.setEntity(loop.organization.usEntityId, { defaultTerms: 'net:45' });
  await loop.sell({ ...WAITING, properties: { hs_lastmodifieddate: '2026-11-24T03:10:00.000Z' } });
  const after = await loop.live();
  expect(after).toMatchObject({ id: before.id, termsCode: 'net:45', documentStatus: 'pending_approval' });
});

test('a deal that changes in nothing that is billed keeps its request', async () => {
  await loop.sell(WAITING);
  const before = await loop.live();
  await loop.sell({ ...WAITING, properties: { hs_lastmodifieddate: '2026-11-24T03:10:00.000Z' } });
  expect(await loop.live()).toEqual(before);
  expect(await loop.requestStatesOf(before.id)).toEqual(['open']);
});
