import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { deadLetters } from '../../../runtime/src/db/schema/index.ts';
import { LOST_JOBS_QUEUE } from '../../../runtime/src/worker/create-job-queue.ts';
import { keepLostJob } from '../../../runtime/src/worker/keep-lost-job.ts';
import { retryJob } from '../../../runtime/src/worker/retry-job.ts';
import { startWorker } from '../../../runtime/src/worker/start-worker.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

const loops: Loop[] = [];
let loop: Loop;

beforeEach(async () => {
  loop = await createLoop();
  loops.push(loop);
});

afterAll(async () => {
  for (const used of loops) await used.hub.close();
});

/** Puts a job about an invoice into the queue of `sync_crm`. */
const enqueue = (invoiceId: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    loop.hub.deps.jobs.enqueue(tx, [
      {
        stage: 'sync_crm',
        key: 'one-key',
        payload: { organizationId: loop.organization.id, requestId: 'req_test', invoiceId },
      },
    ]),
  );

const fetchOne = async (name: string) => {
  const [job] = await loop.hub.queue.boss.fetch(name, { includeMetadata: true, ignoreStartAfter: true });
  return job;
};

const waiting = async () => {
  const [row] = await loop.hub.database.owner<
    { state: string; retryCount: number; retryLimit: number; waitSeconds: number }[]
  >`select state, retry_count as "retryCount", retry_limit as "retryLimit",
      extract(epoch from start_after - now())::int as "waitSeconds"
    from pgboss.job where name = 'sync_crm' and state = 'retry'`;
  return row;
};

test('a retry starts no earlier than the other side asked for, and a try that does not count moves the limit', async () => {
  await enqueue('inv_00000001');
  const job = await fetchOne('sync_crm');
  if (job === undefined) throw new Error('the job was not there');
  await retryJob(loop.hub.queue.boss, 'sync_crm', job, {
    state: 'retry',
    afterMs: 3_600_000,
    isCounted: false,
  });
  const after = await waiting();
  expect(after).toMatchObject({ state: 'retry', retryLimit: 12 });
  expect(after?.waitSeconds).toBeGreaterThan(3_500);
});

test('a retry that nobody asked to wait for comes after the back-off of the queue, and counts', async () => {
  await enqueue('inv_00000001');
  const job = await fetchOne('sync_crm');
  if (job === undefined) throw new Error('the job was not there');
  await retryJob(loop.hub.queue.boss, 'sync_crm', job, { state: 'retry', afterMs: 0, isCounted: true });
  const after = await waiting();
  expect(after).toMatchObject({ state: 'retry', retryLimit: 11 });
  expect(after?.waitSeconds).toBeLessThan(10);
});

test('the worker itself lets a rate-limited job wait as long as it was told, and fails it once', async () => {
  loop.crm.fault.onWrite = () => {
    throw new AppError('target.rate_limited', { retryAfterMs: 3_600_000 });
  };
  const asked = Promise.withResolvers<void>();
  const warned: string[] = [];
  const log = {
    ...loop.hub.deps.log,
    warn: (fields: Record<string, unknown>) => {
      if (fields['stage'] !== 'sync_crm') return;
      warned.push(String(fields['code']));
      asked.resolve();
    },
  };
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  const worker = await startWorker({ ...loop.hub.deps, log }, loop.hub.queue);
  await asked.promise;
  await worker.stop(10_000);
  expect(warned).toEqual(['target.rate_limited']);
  const after = await waiting();
  expect(after).toMatchObject({ retryCount: 0, retryLimit: 12 });
  expect(after?.waitSeconds).toBeGreaterThan(3_500);
});

/** Lets the queue give up the next job, as it does when a process died at every attempt. */
async function loseNext(): Promise<void> {
  const { boss } = loop.hub.queue;
  await loop.hub.database.owner`update pgboss.job set retry_limit = 0 where name = 'sync_crm'`;
  const job = await fetchOne('sync_crm');
  await boss.fail('sync_crm', job?.id ?? '');
}

test('a job that the queue gave up leaves a dead letter and no longer holds back the next of its key', async () => {
  await enqueue('inv_00000001');
  await enqueue('inv_00000002');
  await loseNext();
  expect(await fetchOne('sync_crm')).toBeUndefined();
  const lost = await fetchOne(LOST_JOBS_QUEUE);
  if (lost === undefined) throw new Error('the lost job was not there');
  await keepLostJob(loop.hub.deps, loop.hub.queue.boss, lost);
  const letters = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.queue, 'sync_crm')),
  );
  expect(letters).toMatchObject([
    { state: 'dead', code: 'request.internal', subjectKey: 'inv_00000001', jobKey: 'one-key' },
  ]);
  expect((await fetchOne('sync_crm'))?.data).toMatchObject({ invoiceId: 'inv_00000002' });
});

test('a lost job that names no organization is logged and taken out of the queue', async () => {
  const { boss } = loop.hub.queue;
  await boss.insert('sync_crm', [{ data: { nonsense: true }, singletonKey: 'one-key' }]);
  await enqueue('inv_00000002');
  await loseNext();
  const lost = await fetchOne(LOST_JOBS_QUEUE);
  if (lost === undefined) throw new Error('the lost job was not there');
  const logged: string[] = [];
  const log = { ...loop.hub.deps.log, error: (_: unknown, message: string) => void logged.push(message) };
  await keepLostJob({ ...loop.hub.deps, log }, boss, lost);
  expect(logged).toEqual(['lost job names no organization']);
  expect((await fetchOne('sync_crm'))?.data).toMatchObject({ invoiceId: 'inv_00000002' });
});

test('a job that the database enqueues for a webhook is what the queue itself would have made of it', async () => {
  const { owner } = loop.hub.database;
  const payload = { organizationId: loop.organization.id, requestId: 'req_test', inboxIds: ['evt_1'] };
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    loop.hub.deps.jobs.enqueue(tx, [{ stage: 'receive', key: 'by-queue', payload }]),
  );
  await owner`select enqueue_job('receive', 'by-database', (${JSON.stringify(payload)}::text)::jsonb)`;
  // Beside its id, its key and its times, which count from the moment at which each of them was made.
  const jobs = await owner<{ key: string; keptSeconds: number; rest: object }[]>`
    select singleton_key as key, extract(epoch from keep_until - created_on)::int as "keptSeconds",
      to_jsonb(j) - '{id,singleton_key,created_on,start_after,keep_until}'::text[] as rest
    from pgboss.job j where name = 'receive' order by key`;
  expect(jobs.map(({ key }) => key)).toEqual(['by-database', 'by-queue']);
  const [byDatabase, byQueue] = jobs.map(({ key: _key, ...job }) => job);
  expect(byDatabase).toEqual(byQueue);
});

test('workers hear of a job that the database enqueues, on the channel on which the queue tells them of others', async () => {
  const { boss } = loop.hub.queue;
  let text = '';
  const db = {
    executeSql: async (asked: string) => {
      text = asked;
      return { rows: [] };
    },
  };
  await boss.insert('receive', [{ singletonKey: 'k', data: {} }], { db, returnId: false });
  const channel = /pg_notify\((\(.+\)), 'receive'\)/.exec(text)?.[1] ?? 'null';
  const { owner } = loop.hub.database;
  const [row] = await owner.unsafe<{ channel: string }[]>(`select ${channel} as channel`);
  const heard = Promise.withResolvers<string>();
  const { unlisten } = await owner.listen(row?.channel ?? '', heard.resolve);
  await owner`select enqueue_job('receive', 'k', '{}')`;
  expect(await heard.promise).toBe('receive');
  await unlisten();
});

test('the database enqueues nothing for a stage that has no queue', async () => {
  await expect(loop.hub.database.owner`select enqueue_job('nowhere', 'k', '{}')`).rejects.toThrow(
    'there is no queue nowhere',
  );
});
