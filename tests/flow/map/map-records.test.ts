import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  canonicalVersions,
  customers,
  deadLetters,
  deals,
  mappingVersions,
  products,
} from '../../../runtime/src/db/schema/index.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { receiveRecords } from '../../../runtime/src/flow/ingest/receive-records.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { CARD_LINES, sampleBundle } from '../../support/sample-records.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
});

afterAll(() => loop.hub.close());

const inOrganization: Loop['hub']['database']['inOrganization'] = (_id, work) =>
  loop.hub.database.inOrganization(loop.organization.id, work);

async function push(
  object: string,
  records: { id: string; properties: Record<string, string> }[],
): Promise<void> {
  await receiveRecords({
    ctx: loop.hub.system(loop.organization.id),
    input: { system: 'hubspot', object, records },
  });
  await loop.hub.drain();
}

test('every canonical record names the record version and the mapping version that made it', async () => {
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.hub.drain();
  const versions = await inOrganization('', (tx) => tx.select().from(canonicalVersions));
  expect(versions.map((version) => version.kind).sort()).toEqual(['contact', 'customer', 'deal']);
  expect(versions.every((version) => version.recordId !== null && version.mappingVersionId !== null)).toBe(
    true,
  );
});

test('the same record again makes no new version; a changed one makes the next', async () => {
  await push('company', [{ id: 'c1', properties: { name: 'Acme' } }]);
  await push('company', [{ id: 'c1', properties: { name: 'Acme', domain: 'acme.example' } }]);
  await push('company', [{ id: 'c1', properties: { name: 'Acme Ltd' } }]);
  const [acme] = await inOrganization('', (tx) =>
    tx.select().from(customers).where(eq(customers.name, 'Acme Ltd')),
  );
  expect(acme?.version).toBe(2);
});

test('a record that the mapping refuses becomes a dead letter that names it; the others of the batch go on', async () => {
  await push('company', [
    { id: 'good', properties: { name: 'Good' } },
    { id: 'bad', properties: { name: 'Bad', address: 'Street 1', city: 'X', country: 'Atlantis' } },
    { id: 'also-good', properties: { name: 'Also good' } },
  ]);
  const names = (await inOrganization('', (tx) => tx.select().from(customers))).map(
    (customer) => customer.name,
  );
  expect(names).toEqual(expect.arrayContaining(['Good', 'Also good']));
  expect(names).not.toContain('Bad');
  const [letter] = await inOrganization('', (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, 'mapping.refused')),
  );
  expect(letter).toMatchObject({
    queue: 'map',
    state: 'dead',
    subject: { system: 'hubspot', object: 'company', externalId: 'bad' },
  });
  expect(
    letter?.errors.some((error) => error.pointer.includes('country') && error.detail.includes('row')),
  ).toBe(true);
});

test('a dead letter is resolved by a later version of its record that is mapped', async () => {
  await push('company', [
    { id: 'bad', properties: { name: 'Bad', address: 'Street 1', city: 'X', country: 'Japan' } },
  ]);
  const [letter] = await inOrganization('', (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, 'mapping.refused')),
  );
  expect(letter?.state).toBe('resolved');
});

test('a script that never ends fails its own record inside the deadline; the next record is served', async () => {
  const [published] = await inOrganization('', (tx) =>
    tx
      .select()
      .from(mappingVersions)
      .where(and(eq(mappingVersions.system, 'hubspot'), eq(mappingVersions.object, 'deal'))),
  );
  await inOrganization('', (tx) =>
    tx
      .update(mappingVersions)
      .set({ status: 'retired' })
      .where(eq(mappingVersions.id, published?.id ?? '')),
  );
  const looping = `export default function map(source, draft) {
    while (source.id === 'endless') {}
    return { ...draft, isWon: false, contactKeys: [], lines: [] };
  }`;
  await inOrganization('', (tx) =>
    tx.insert(mappingVersions).values({
      ...(published ?? never()),
      id: 'map_looping00',
      version: 2,
      script: looping,
      status: 'published',
    }),
  );
  const bundle = (id: string) => sampleBundle({ id, lines: [] }).slice(-1);
  await loop.tell('deal', 'endless', bundle('endless'));
  await loop.tell('deal', 'fine', bundle('fine'));
  await loop.hub.drain();
  const [letter] = await inOrganization('', (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, 'mapping.script_timeout')),
  );
  expect(letter).toMatchObject({ state: 'dead', subject: { externalId: 'endless' } });
  const titles = (await inOrganization('', (tx) => tx.select().from(deals))).map((deal) => deal.title);
  expect(titles).toContain('Deal fine');
});

test('a dead letter can be replayed once its cause is gone, and not twice', async () => {
  const [letter] = await inOrganization('', (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, 'mapping.script_timeout')),
  );
  await inOrganization('', (tx) =>
    tx.update(mappingVersions).set({ status: 'retired' }).where(eq(mappingVersions.id, 'map_looping00')),
  );
  await inOrganization('', (tx) =>
    tx
      .update(mappingVersions)
      .set({ status: 'published' })
      .where(and(eq(mappingVersions.object, 'deal'), eq(mappingVersions.version, 1))),
  );
  const replay = () =>
    replayDeadLetter({
      ctx: loop.hub.system(loop.organization.id),
      input: { deadLetterId: letter?.id ?? '' },
    });
  const outcomes = await Promise.allSettled([replay(), replay()]);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  await expect(replay()).rejects.toMatchObject({ code: 'dead_letter.already_replayed' });
  await loop.hub.drain();
  const titles = (await inOrganization('', (tx) => tx.select().from(deals))).map((deal) => deal.title);
  expect(titles).toContain('Deal endless');
});

test('a CRM product never changes what the product master says; an unknown SKU is added without a price', async () => {
  const before = await inOrganization('', (tx) => tx.select().from(products));
  await push('product', [
    { id: 'p1', properties: { hs_sku: 'PLAT-Y', name: 'Renamed in the CRM', price: '1.00' } },
    { id: 'p2', properties: { hs_sku: 'NEW-SKU', name: 'New', price: '5.00' } },
  ]);
  const after = await inOrganization('', (tx) => tx.select().from(products));
  expect(after.filter((product) => product.sku !== 'NEW-SKU')).toEqual(before);
  expect(after).toHaveLength(before.length + 1);
});

function never(): never {
  throw new Error('the deal mapping is published');
}
