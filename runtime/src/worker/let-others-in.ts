import { setTimeout as pause } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { describeCause } from '../core/describe-cause.ts';
import type { FlowDeps } from '../flow/context.ts';
import { JobOrigin, type Stage } from '../flow/jobs.ts';
import { HEARTBEAT_SECONDS } from './create-job-queue.ts';
import { settleJob } from './settle-job.ts';

/** How soon another organization's job is seen while the batch of a stage is full. A guess between delay and cost. */
const LOOK_EVERY_MS = 50;
const LOOK_EVERY_MAX_MS = 1_000;
/** A look goes through all that waits. Where that is much, looks take no more than one part in so many of the time. */
const LOOK_SHARE = 10;
/** Times the batch of the stage: what may be in hand beside it, of however many organizations. */
const BESIDE_MAX_FACTOR = 3;
const BEAT_EVERY_MS = (HEARTBEAT_SECONDS * 1_000) / 2;

/** The jobs of one stage that are in hand in this process. */
export type Lane = {
  stage: Stage;
  /** How many jobs of one organization may be in hand: a batch. */
  batchMax: number;
  inHand: Map<string, number>;
  /** Those that were taken beside a batch. */
  beside: Set<Promise<void>>;
  nextLookAtMs: number;
  isStopping: boolean;
};

/** Makes the lane of a stage, with nothing in hand. */
export const createLane = (stage: Stage, batchMax: number): Lane => ({
  ...{ stage, batchMax, inHand: new Map(), beside: new Set(), nextLookAtMs: 0, isStopping: false },
});

/**
 * Takes jobs of other organizations for as long as a full batch is in hand. The queue gives out jobs by their age, so
 * thousands of one organization come before the one of another, batch after batch; an organization that has a batch in
 * hand is passed over here. A batch that is not full left nothing behind, and costs nothing.
 */
export async function letOthersIn(
  deps: FlowDeps,
  boss: PgBoss,
  lane: Lane,
  batch: Promise<unknown>,
): Promise<void> {
  let isOver = false;
  const over = batch.finally(() => {
    isOver = true;
  });
  while (!isOver && !lane.isStopping) {
    const waitMs = lane.nextLookAtMs - performance.now();
    if (waitMs > 0) await Promise.race([over, pause(waitMs)]);
    else await look(deps, boss, lane);
  }
}

async function look(deps: FlowDeps, boss: PgBoss, lane: Lane): Promise<void> {
  const { stage, batchMax, inHand, beside } = lane;
  const room = batchMax * BESIDE_MAX_FACTOR - beside.size;
  const startedAtMs = performance.now();
  const served = [...inHand].flatMap(([id, count]) => (count >= batchMax ? [id] : []));
  try {
    const jobs =
      room <= 0
        ? []
        : await boss.fetch<unknown>(stage, {
            batchSize: Math.min(room, batchMax),
            includeMetadata: true,
            ignoreGroups: served,
          });
    for (const job of jobs) {
      const run = runBeside(deps, boss, lane, job).finally(() => beside.delete(run));
      beside.add(run);
    }
  } catch (cause) {
    deps.log.error({ stage, err: describeCause(cause) }, 'jobs of others not taken');
  }
  const endedAtMs = performance.now();
  const restMs = Math.min((endedAtMs - startedAtMs) * LOOK_SHARE, LOOK_EVERY_MAX_MS);
  lane.nextLookAtMs = endedAtMs + Math.max(restMs, LOOK_EVERY_MS);
}

/** Runs a job that no batch holds: its heartbeat and its end are told to the queue here. */
async function runBeside(
  deps: FlowDeps,
  boss: PgBoss,
  lane: Lane,
  job: JobWithMetadata<unknown>,
): Promise<void> {
  const { stage } = lane;
  const attempt = { id: job.id, retryCount: job.retryCount };
  const beat = setInterval(() => {
    boss.touch(stage, attempt).catch(() => undefined);
  }, BEAT_EVERY_MS);
  try {
    const status = await withInHand(lane, job, () => settleJob(deps, boss, stage, job));
    if (status === 'completed') await boss.complete(stage, attempt);
  } catch (cause) {
    // Without its end the queue misses its heartbeat and gives it out again.
    deps.log.error({ stage, key: job.singletonKey, err: describeCause(cause) }, 'job not settled');
  } finally {
    clearInterval(beat);
  }
}

/** Counts a job as in hand of its organization while it runs. */
export async function withInHand<Value>(
  { inHand }: Lane,
  job: { data: unknown },
  run: () => Promise<Value>,
): Promise<Value> {
  const origin = JobOrigin.safeParse(job.data);
  const id = origin.success ? origin.data.organizationId : '';
  inHand.set(id, (inHand.get(id) ?? 0) + 1);
  try {
    return await run();
  } finally {
    const left = (inHand.get(id) ?? 1) - 1;
    if (left === 0) inHand.delete(id);
    else inHand.set(id, left);
  }
}
