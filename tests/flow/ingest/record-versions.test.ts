import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { customers, deadLetters, mappingVersions, records } from '../../../runtime/src/db/schema/index.ts';
import { receiveRecords } from '../../../runtime/src/flow/ingest/receive-records.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
let next = 0;
let id: string;

beforeAll(async () => {
  loop = await createLoop();
});

beforeEach(() => {
  id = `company-${next++}`;
});

afterAll(() => loop.hub.close());

const inOrganization: Loop['hub']['database']['inOrganization'] = (_id, work) =>
  loop.hub.database.inOrganization(loop.organization.id, work);

const company = (name: string, properties: Record<string, string> = {}) => ({
  id,
  properties: { name, ...properties },
});

const push = (...companies: ReturnType<typeof company>[]) =>
  receiveRecords({
    ctx: loop.hub.system(loop.organization.id),
    input: { system: 'hubspot', object: 'company', records: companies },
  });

async function namesOf(): Promise<string[]> {
  const rows = await inOrganization('', (tx) => tx.select().from(customers));
  return rows.filter((row) => row.body.externalKey === id).map((row) => row.name);
}

async function letterStates(): Promise<string[]> {
  const rows = await inOrganization('', (tx) => tx.select().from(deadLetters));
  return rows.filter((row) => row.subject['externalId'] === id).map((row) => row.state);
}

async function publish(status: 'published' | 'retired'): Promise<void> {
  await inOrganization('', (tx) =>
    tx.update(mappingVersions).set({ status }).where(eq(mappingVersions.object, 'company')),
  );
}

test('a content that comes back is in force again, and its record is not new', async () => {
  await push(company('A'));
  await loop.hub.drain();
  await push(company('B'));
  await loop.hub.drain();
  expect(await push(company('A'))).toMatchObject([{ status: 'accepted', isNew: false }]);
  await loop.hub.drain();
  expect(await namesOf()).toEqual(['A']);
});

test('there and back before anything was mapped ends where it began', async () => {
  await push(company('A'));
  await loop.hub.drain();
  await push(company('B'));
  await push(company('A'));
  await loop.hub.drain();
  expect(await namesOf()).toEqual(['A']);
});

test('of the versions within one request the last is in force', async () => {
  await push(company('A'), company('B'), company('A'), company('C'), company('B'));
  await loop.hub.drain();
  expect(await namesOf()).toEqual(['B']);
});

test('of a new version and a known one within one request the last is in force, whichever of them that is', async () => {
  await push(company('A'));
  await loop.hub.drain();
  await push(company('B'), company('A'));
  await loop.hub.drain();
  expect(await namesOf()).toEqual(['A']);
  await push(company('A'), company('C'));
  await loop.hub.drain();
  expect(await namesOf()).toEqual(['C']);
});

test('what comes back after a version that was refused is mapped again, and the refusal is resolved', async () => {
  await push(company('A'));
  await loop.hub.drain();
  await push(company('A', { address: 'Street 1', city: 'X', country: 'Atlantis' }));
  await loop.hub.drain();
  expect(await letterStates()).toEqual(['dead']);
  await push(company('A'));
  await loop.hub.drain();
  expect(await letterStates()).toEqual(['resolved']);
});

test('a record that was stored while its object had no mapping is mapped when it comes again after publication', async () => {
  await loop.tell('company', id, []);
  await publish('retired');
  const bundle = [{ object: 'company', externalId: id, modifiedAt: null, payload: company('Early') }];
  await loop.tell('company', id, bundle);
  await loop.hub.drain();
  expect(await namesOf()).toEqual([]);
  await publish('published');
  await loop.tell('company', id, bundle);
  await loop.hub.drain();
  expect(await namesOf()).toEqual(['Early']);
  const stored = await inOrganization('', (tx) =>
    tx.select().from(records).where(eq(records.externalId, id)),
  );
  expect(stored).toHaveLength(1);
});

test('a record that is in force already makes no mapping job when it comes again', async () => {
  await push(company('A'));
  await loop.hub.drain();
  await push(company('A'));
  expect(await loop.hub.drain()).toBe(0);
});

test('an answer that was asked for earlier and stored later does not overtake', async () => {
  await loop.hub.drain();
  const bundle = (name: string) => [
    { object: 'company', externalId: id, modifiedAt: null, payload: company(name) },
  ];
  const get = loop.crm.get;
  // The first question is answered with the old content only after the second was asked, answered and stored.
  const slow = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  loop.crm.get = async () => {
    asked.resolve();
    await slow.promise;
    return bundle('Old');
  };
  await loop.tell('company', id, []);
  const first = loop.hub.drain();
  await asked.promise;
  loop.hub.clock.advance(1_000);
  await push(company('New'));
  slow.resolve();
  await first;
  await loop.hub.drain();
  loop.crm.get = get;
  expect(await namesOf()).toEqual(['New']);
});
