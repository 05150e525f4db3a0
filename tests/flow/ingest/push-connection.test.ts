import { afterAll, beforeEach, expect, test } from 'vitest';
import { records } from '../../../runtime/src/db/schema/index.ts';
import { receiveRecords } from '../../../runtime/src/flow/ingest/receive-records.ts';
import { createConnection } from '../../../runtime/src/flow/setup/create-connection.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { type SampleDeal, sampleBundle } from '../../support/sample-records.ts';

const loops: Loop[] = [];
let loop: Loop;

beforeEach(async () => {
  loop = await createLoop();
  loops.push(loop);
});

afterAll(async () => {
  for (const used of loops) await used.hub.close();
});

const DEAL: SampleDeal = { id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y' }] };

const push = (object: string, payloads: unknown[], connectionId?: string) =>
  receiveRecords({
    ctx: loop.hub.system(loop.organization.id),
    input: {
      system: 'hubspot',
      object,
      records: JSON.parse(JSON.stringify(payloads)),
      ...(connectionId === undefined ? {} : { connectionId }),
    },
  });

const addHubspot = (name: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    createConnection(tx, loop.hub.system(loop.organization.id), {
      system: 'hubspot',
      name,
      role: 'crm',
      baseUrl: 'https://api.hubapi.com',
      config: {},
      secrets: {},
    }),
  );

const connectionsOfRecords = async () =>
  (await loop.hub.database.inOrganization(loop.organization.id, (tx) => tx.select().from(records))).map(
    (record) => record.connectionId,
  );

test('a deal that comes by webhook and is pushed as well is one deal with one invoice', async () => {
  await loop.tellOf(DEAL);
  await loop.hub.drain();
  for (const record of sampleBundle({ ...DEAL, properties: { dealname: 'The same deal' } })) {
    await push(record.object, [record.payload]);
  }
  await loop.hub.drain();
  expect(await loop.invoices()).toHaveLength(1);
  expect(new Set(await connectionsOfRecords())).toEqual(new Set([loop.organization.hubspot.id]));
});

test('where a system has two connections, a push must say which one it is from', async () => {
  const second = await addHubspot('HubSpot of the other team');
  await expect(push('company', [{ id: '1', properties: { name: 'A' } }])).rejects.toMatchObject({
    code: 'request.invalid',
    detail: expect.stringContaining('connection'),
  });
  await push('company', [{ id: '1', properties: { name: 'A' } }], second.id);
  expect(await connectionsOfRecords()).toEqual([second.id]);
});

test('a connection of another system is not found', async () => {
  const wrong = push('company', [{ id: '1', properties: { name: 'A' } }], loop.organization.xero.id);
  await expect(wrong).rejects.toMatchObject({ code: 'connection.not_found' });
  expect(await connectionsOfRecords()).toEqual([]);
});
