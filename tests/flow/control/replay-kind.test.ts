import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { auditEntries, deadLetters, replayRuns } from '../../../runtime/src/db/schema/index.ts';
import { goOnReplaying } from '../../../runtime/src/flow/control/go-on-replaying.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { replayKind } from '../../../runtime/src/flow/control/replay-kind.ts';
import { listReplayRuns } from '../../../runtime/src/flow/read/list-replay-runs.ts';
import { recordFailure } from '../../../runtime/src/flow/record-failure.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { seedOrganization } from '../../support/seed-organization.ts';

const KIND = { stage: 'render', code: 'render.failed' } as const;

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
});
afterAll(() => loop.hub.close());
beforeEach(async () => {
  await loop.hub.database.owner`delete from pgboss.job`;
  await loop.hub.database.owner`update dead_letters set state = 'resolved'`;
  await loop.hub.database
    .owner`update replay_runs set state = 'done', finished_at = started_at - interval '1 day'`;
});

const inside = <Value>(work: Parameters<typeof loop.hub.database.inOrganization<Value>>[1]) =>
  loop.hub.database.inOrganization(loop.organization.id, work);
const admin = () => loop.organization.author;
const system = () => loop.hub.system(loop.organization.id);
const runOf = (runId: string) => goOnReplaying({ ctx: system(), input: { runId } });
const queued = async (name: string) =>
  (
    await loop.hub.database
      .owner`select singleton_key as key from pgboss.job where name = ${name} order by created_on, id`
  ).map(({ key }) => String(key));

/** So many renderings that stopped, the oldest first; returns the keys of their jobs. */
async function stopped(count: number): Promise<string[]> {
  const { hub, organization } = loop;
  const ids = Array.from({ length: count }, () => hub.deps.ids.next('invoice'));
  await inside(async (tx) => {
    for (const invoiceId of ids) {
      await recordFailure(tx, system(), {
        job: {
          stage: KIND.stage,
          key: invoiceId,
          payload: { organizationId: organization.id, requestId: 'req_test', invoiceId },
        },
        subject: { stage: KIND.stage, invoiceId },
        error: new AppError(KIND.code),
        attemptCount: 1,
        isFinal: true,
      });
    }
  });
  return ids;
}

test('more work than one job takes is all replayed, the oldest first, each piece once, and counted as it goes', async () => {
  const keys = await stopped(230);
  const runId = await replayKind({ ctx: admin(), input: KIND });
  expect(await listReplayRuns({ ctx: admin() })).toMatchObject([{ total: 230, done: 0, isRunning: true }]);
  await runOf(runId);
  expect(await listReplayRuns({ ctx: admin() })).toMatchObject([{ total: 230, done: 200, isRunning: true }]);
  expect(await queued('replay')).toEqual([runId, runId]);
  await runOf(runId);
  expect(await listReplayRuns({ ctx: admin() })).toMatchObject([
    { total: 230, done: 230, refused: 0, isRunning: false, startedBy: admin().actor.name },
  ]);
  await runOf(runId);
  expect(await queued('render')).toEqual(keys);
});

test('a run that was killed half-way goes on where it was, and its count is right', async () => {
  const keys = await stopped(10);
  const runId = await replayKind({ ctx: admin(), input: KIND });
  // What a process had replayed when it died, before it noted how far it came.
  const letters = await inside((tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.state, 'dead')).orderBy(asc(deadLetters.id)),
  );
  for (const { id } of letters.slice(0, 4)) {
    await replayDeadLetter({ ctx: admin(), input: { deadLetterId: id } });
  }
  expect(await listReplayRuns({ ctx: admin() })).toMatchObject([{ total: 10, done: 4, isRunning: true }]);
  await runOf(runId);
  expect(await listReplayRuns({ ctx: admin() })).toMatchObject([{ total: 10, done: 10, isRunning: false }]);
  expect((await queued('render')).toSorted()).toEqual(keys.toSorted());
});

test('one that is refused holds up no other and stays in the list; what stops meanwhile belongs to the next run', async () => {
  await stopped(3);
  const [first] = await inside((tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.state, 'dead')).orderBy(asc(deadLetters.id)),
  );
  // Work of another version of the hub, which no stage of this one takes.
  await loop.hub.database
    .owner`update dead_letters set queue = 'deliver', code = 'render.failed' where id = ${first?.id ?? ''}`;
  const deliver = { stage: 'deliver', code: KIND.code };
  const refusedRun = await replayKind({ ctx: admin(), input: deliver });
  const runId = await replayKind({ ctx: admin(), input: KIND });
  const [late = ''] = await stopped(1);
  await runOf(refusedRun);
  await runOf(runId);
  const runs = await listReplayRuns({ ctx: admin() });
  expect(runs).toMatchObject([
    { stage: 'render', total: 2, done: 2, refused: 0, isRunning: false },
    { stage: 'deliver', total: 1, done: 1, refused: 1, isRunning: false },
  ]);
  const left = await inside((tx) => tx.select().from(deadLetters).where(eq(deadLetters.state, 'dead')));
  expect(left.map(({ jobKey }) => jobKey).toSorted()).toEqual([first?.jobKey, late].toSorted());
});

test('asked twice there is one run, and it is on the word of whoever began it', async () => {
  await stopped(2);
  const [one, two] = await Promise.all([
    replayKind({ ctx: admin(), input: KIND }),
    replayKind({ ctx: admin(), input: KIND }),
  ]);
  expect(two).toBe(one);
  await runOf(one);
  const entries = await inside((tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.action, 'job.replay')).orderBy(asc(auditEntries.id)),
  );
  expect(entries.slice(-2).map(({ actor }) => actor.id)).toEqual([admin().actor.id, admin().actor.id]);
  const begun = await inside((tx) => tx.select().from(auditEntries).where(eq(auditEntries.objectId, one)));
  expect(begun.map(({ action }) => action)).toEqual(['job.replay_kind']);
});

test('only an administrator of all entities begins a run, a stranger sees none, and nothing stopped begins none', async () => {
  const begin = (ctx: ReturnType<typeof admin>) => replayKind({ ctx, input: KIND });
  await expect(begin(admin())).rejects.toMatchObject({ code: 'dead_letter.not_found' });
  await stopped(1);
  await expect(begin(loop.organization.approver)).rejects.toMatchObject({ code: 'auth.scope_missing' });
  const limited = { ...admin(), entityIds: [loop.organization.usEntityId] };
  await expect(begin(limited)).rejects.toMatchObject({ code: 'auth.entity_not_granted' });
  await begin(admin());
  const stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
  expect(await listReplayRuns({ ctx: stranger.author })).toEqual([]);
  expect(await inside((tx) => tx.select().from(replayRuns))).not.toEqual([]);
});
