import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { deadLetters } from '../../../runtime/src/db/schema/index.ts';
import type { FlowDeps } from '../../../runtime/src/flow/context.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { storeRecords } from '../../../runtime/src/flow/ingest/store-records.ts';
import type { Stage } from '../../../runtime/src/flow/jobs.ts';
import type { RawRecord } from '../../../runtime/src/flow/ports.ts';
import { resolveJobFailures } from '../../../runtime/src/flow/resolve-job-failures.ts';
import { RETRY_FOR_MAX_MS } from '../../../runtime/src/worker/retry-policy.ts';
import { runJob } from '../../../runtime/src/worker/run-job.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { CARD_LINES, sampleBundle } from '../../support/sample-records.ts';

const loops: Loop[] = [];
let loop: Loop;

beforeEach(async () => {
  loop = await createLoop();
  loops.push(loop);
});

afterAll(async () => {
  for (const used of loops) await used.hub.close();
});

const inOrganization = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> =>
  loop.hub.database.inOrganization(loop.organization.id, work);

/** Stores records of the CRM without running anything; returns their ids. */
async function store(raw: RawRecord[]): Promise<string[]> {
  const origin = {
    system: 'hubspot',
    connectionId: loop.organization.hubspot.id,
    seenAt: loop.hub.clock.now(),
  };
  const stored = await inOrganization((tx) =>
    storeRecords(tx, loop.hub.system(loop.organization.id), origin, raw),
  );
  return stored.map((record) => record.id);
}

type Try = { deps?: Partial<FlowDeps>; attemptsMax?: number; key?: string };

function run(stage: Stage, payload: object, attempt: number, how: Try = {}) {
  return runJob({ ...loop.hub.deps, ...how.deps }, stage, {
    id: 'job',
    key: how.key ?? 'one-key',
    data: { organizationId: loop.organization.id, requestId: 'req_test', ...payload },
    attempt,
    attemptsMax: how.attemptsMax ?? 12,
  });
}

/** What makes a whole mapping job fail: nothing can be handed on. */
const BROKEN_QUEUE: Try = {
  deps: {
    jobs: {
      enqueue: () => Promise.reject(new Error('the queue is down')),
      toStatements: () => Promise.reject(new Error('the queue is down')),
    },
  },
};

const letters = (stage: Stage) =>
  inOrganization((tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.queue, stage)).orderBy(deadLetters.id),
  );

const statesBySubject = async (stage: Stage): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await letters(stage)).map((letter) => [String(letter.subject['object']), letter.state]),
  );

test('a mapping job that fails as a whole keeps a failure per record, and its next try resolves them', async () => {
  const recordIds = await store(sampleBundle({ id: '1', lines: CARD_LINES }));
  expect(await run('map', { recordIds }, 1, BROKEN_QUEUE)).toMatchObject({ state: 'retry', isCounted: true });
  const kept = await letters('map');
  expect(kept.map((letter) => [letter.state, letter.payload['recordIds']])).toEqual(
    [...recordIds].sort().map((id) => ['retrying', [id]]),
  );
  expect(await run('map', { recordIds }, 2)).toEqual({ state: 'done' });
  expect((await letters('map')).map((letter) => letter.state)).toEqual(['resolved', 'resolved', 'resolved']);
});

test('a later version of one record resolves that record only; the others of the dead job can be replayed', async () => {
  const recordIds = await store(sampleBundle({ id: '1', lines: CARD_LINES }));
  expect(await run('map', { recordIds }, 12, BROKEN_QUEUE)).toEqual({ state: 'done' });
  const changed = await store(sampleBundle({ id: '1', stage: 'appointment', lines: CARD_LINES }).slice(-1));
  await run('map', { recordIds: changed }, 1);
  expect(await statesBySubject('map')).toEqual({ company: 'dead', contact: 'dead', deal: 'resolved' });
  for (const letter of (await letters('map')).filter(({ state }) => state === 'dead'))
    await replayDeadLetter({ ctx: loop.organization.author, input: { deadLetterId: letter.id } });
  await loop.hub.drain();
  expect(await statesBySubject('map')).toEqual({
    company: 'replayed',
    contact: 'replayed',
    deal: 'resolved',
  });
});

test('a record that its mapping refuses at the second try of the job stays a dead letter', async () => {
  const [company] = sampleBundle({ id: '1', lines: CARD_LINES });
  const recordIds = await store([
    {
      object: 'company',
      externalId: company?.externalId ?? '',
      modifiedAt: null,
      payload: {
        id: '8101',
        properties: { name: 'Bad', address: 'Street 1', city: 'X', country: 'Atlantis' },
      },
    },
  ]);
  // The key of a job is often that of a record in it, and so of the letter that the mapping has just written.
  await run('map', { recordIds }, 2, { key: `${loop.organization.hubspot.id}/company/8101` });
  expect((await letters('map')).map(({ state, code }) => [state, code])).toEqual([
    ['dead', 'mapping.refused'],
  ]);
});

test('work that goes through at its first try resolves the dead letter of an earlier job', async () => {
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'NO-SUCH' }] });
  await loop.hub.drain();
  expect((await letters('draft')).map(({ state }) => state)).toEqual(['dead']);
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.hub.drain();
  expect((await letters('draft')).map(({ state }) => state)).toEqual(['resolved']);
});

test('an invoice that is issued resolves what failed on its way, also when a person did it', async () => {
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.hub.drain();
  const invoiceId = (await loop.invoices())[0]?.id ?? '';
  const at = loop.hub.clock.now();
  const letter = {
    organizationId: loop.organization.id,
    jobKey: invoiceId,
    subjectKey: invoiceId,
    payload: {},
    subject: {},
    code: 'invoice.validation_failed',
    detail: 'refused',
    attemptCount: 1,
    state: 'dead' as const,
    firstFailedAt: at,
    lastFailedAt: at,
  };
  const next = () => loop.hub.deps.ids.next('deadLetter');
  await inOrganization((tx) =>
    tx.insert(deadLetters).values([
      { ...letter, id: next(), queue: 'submit' },
      { ...letter, id: next(), queue: 'deliver' },
    ]),
  );
  await run('render', { invoiceId }, 1);
  const states = async (stage: Stage) => (await letters(stage)).map(({ state }) => state);
  expect([await states('submit'), await states('deliver')]).toEqual([['resolved'], ['dead']]);
});

test('a failure that came after the start of a job is not resolved by it', async () => {
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'NO-SUCH' }] });
  await loop.hub.drain();
  const [letter] = await letters('draft');
  const job = { stage: 'draft' as const, key: letter?.jobKey ?? '', payload: letter?.payload ?? {} };
  const failedAtMs = letter?.lastFailedAt.getTime() ?? 0;
  const { database } = loop.hub.deps;
  const resolve = (startedAt: Date) =>
    database.inOneTrip(loop.organization.id, resolveJobFailures(job, startedAt));
  await resolve(new Date(failedAtMs - 1));
  expect((await letters('draft'))[0]?.state).toBe('dead');
  await resolve(new Date(failedAtMs));
  expect((await letters('draft'))[0]?.state).toBe('resolved');
});

test('a job whose failure cannot be kept is tried again and counted', async () => {
  const ids: FlowDeps['ids'] = {
    next: (kind) => {
      if (kind === 'deadLetter') throw new Error('no ids left');
      return loop.hub.deps.ids.next(kind);
    },
  };
  const outcome = await run('draft', { dealId: 'dea_unknown0' }, 1, { deps: { ids } });
  expect(outcome).toEqual({ state: 'retry', afterMs: 0, isCounted: true });
  expect(await letters('draft')).toEqual([]);
});

async function queuedInvoice(): Promise<string> {
  loop.hub.setEmailOutcome({ state: 'unavailable', detail: 'connection refused' });
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.hub.drain();
  return (await loop.invoices())[0]?.id ?? '';
}

test('a mail server that is away is tried for a day since its first failure, however often, and then no more', async () => {
  const invoiceId = await queuedInvoice();
  const retried = { state: 'retry', afterMs: 0, isCounted: false };
  expect(await run('deliver', { invoiceId }, 1, { attemptsMax: 60 })).toEqual(retried);
  const [first] = await letters('deliver');
  loop.hub.clock.advance(RETRY_FOR_MAX_MS - 1);
  expect(await run('deliver', { invoiceId }, 40, { attemptsMax: 60 })).toEqual(retried);
  const [second] = await letters('deliver');
  expect(second).toMatchObject({ id: first?.id, state: 'retrying', attemptCount: 40 });
  expect(second?.firstFailedAt).toEqual(first?.firstFailedAt);
  loop.hub.clock.advance(1);
  expect(await run('deliver', { invoiceId }, 41, { attemptsMax: 60 })).toEqual({ state: 'done' });
  expect((await letters('deliver'))[0]).toMatchObject({ id: first?.id, state: 'dead', attemptCount: 41 });
});

test('the day of a new job begins with its own first failure, not with that of an older dead letter', async () => {
  const invoiceId = await queuedInvoice();
  expect((await letters('deliver'))[0]?.state).toBe('dead');
  loop.hub.clock.advance(RETRY_FOR_MAX_MS);
  expect(await run('deliver', { invoiceId }, 1)).toMatchObject({ state: 'retry' });
  expect((await letters('deliver'))[0]).toMatchObject({
    state: 'retrying',
    firstFailedAt: loop.hub.clock.now(),
  });
});

test('an error of our own keeps its count of tries', async () => {
  const recordIds = await store(sampleBundle({ id: '1', lines: CARD_LINES }));
  expect(await run('map', { recordIds }, 11, BROKEN_QUEUE)).toMatchObject({ state: 'retry' });
  expect(await run('map', { recordIds }, 12, BROKEN_QUEUE)).toEqual({ state: 'done' });
  const open = await inOrganization((tx) =>
    tx
      .select()
      .from(deadLetters)
      .where(and(eq(deadLetters.queue, 'map'), eq(deadLetters.state, 'dead'))),
  );
  expect(open).toHaveLength(3);
});
