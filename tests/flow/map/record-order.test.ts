import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalVersions, customers, deadLetters } from '../../../runtime/src/db/schema/index.ts';
import { receiveRecords } from '../../../runtime/src/flow/ingest/receive-records.ts';
import { mapRecords } from '../../../runtime/src/flow/map/map-records.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
});

afterAll(() => loop.hub.close());

const context = () => loop.hub.system(loop.organization.id);

/** Pushes companies of one version; returns the ids of their stored records, none of them mapped yet. */
async function push(ids: string[], name: string): Promise<string[]> {
  const received = await receiveRecords({
    ctx: context(),
    input: {
      system: 'hubspot',
      object: 'company',
      records: ids.map((id) => ({ id, properties: { name: `${name} ${id}` } })),
    },
  });
  return received.flatMap((record) => (record.status === 'accepted' ? [record.recordId] : []));
}

const map = (recordIds: string[]) =>
  mapRecords({
    ctx: context(),
    input: { organizationId: loop.organization.id, requestId: 'req_test', recordIds },
  });

async function namesOf(ids: string[]): Promise<string[]> {
  const rows = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(customers),
  );
  return rows.filter((row) => ids.includes(row.body.externalKey)).map((row) => row.name);
}

test('two versions of a record that are mapped at once make one record of ours, and the newer stands', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `twice-${index}`);
  const first = await push(ids, 'old');
  const second = await push(ids, 'new');
  // The other way round, so that batches which took their locks in the order given would wait for each other.
  await Promise.all([map(first), map(second.toReversed())]);
  expect((await namesOf(ids)).sort()).toEqual(ids.map((id) => `new ${id}`).sort());
});

test('an older version that is mapped after the newer changes nothing', async () => {
  const [older] = await push(['late'], 'old');
  const [newer] = await push(['late'], 'new');
  await map([newer ?? '']);
  await map([older ?? '']);
  expect(await namesOf(['late'])).toEqual(['new late']);
});

test('an older version that its mapping refuses is no failure once the newer stands', async () => {
  const received = await receiveRecords({
    ctx: context(),
    input: {
      system: 'hubspot',
      object: 'company',
      records: [{ id: 'mended', properties: { name: '', country: 'Atlantis', address: 'x', city: 'y' } }],
    },
  });
  const [newer] = await push(['mended'], 'new');
  await map([newer ?? '']);
  await map(received.flatMap((record) => (record.status === 'accepted' ? [record.recordId] : [])));

  const letters = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters),
  );
  expect(letters).toEqual([]);
});

test('versions that are pushed one after the other are mapped one after the other', async () => {
  for (const name of ['one', 'two', 'three']) await push(['steps'], name);
  await loop.hub.drain();
  const versions = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(canonicalVersions).orderBy(canonicalVersions.version),
  );
  const steps = versions.filter((version) => version.body['externalKey'] === 'steps');
  expect(steps.map(({ version, body }) => [version, body['name']])).toEqual([
    [1, 'one steps'],
    [2, 'two steps'],
    [3, 'three steps'],
  ]);
});
