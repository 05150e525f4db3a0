import { sql } from 'drizzle-orm';
import { type Db, fromDrizzle, PgBoss } from 'pg-boss';
import type postgres from 'postgres';
import { describeCause } from '../core/describe-cause.ts';
import type { HotTx, Statement } from '../db/open-database.ts';
import type { Log } from '../flow/context.ts';
import { JOB_PAYLOADS, type Jobs, type NewJob, type Stage } from '../flow/jobs.ts';
import { CLOCK_QUEUE } from './clock-jobs.ts';
import { PreparedClient } from './prepared-client.ts';
import { ATTEMPTS_MAX, RETRY_DELAY_MAX_SECONDS } from './retry-policy.ts';

/** The queue that takes a job which the queue itself gave up, after its process died too often. */
export const LOST_JOBS_QUEUE = 'lost';

const JOB_TIMEOUT_SECONDS = 120;
/** A job whose worker was not heard of for so long is given out again. */
export const HEARTBEAT_SECONDS = 10;
/** How often missing heartbeats are looked for. */
const SUPERVISE_SECONDS = 5;

/** The job queue on the hub's own Postgres: pg-boss, with one queue per stage. */
export type JobQueue = { boss: PgBoss; jobs: Jobs; stages: Stage[] };

/** Makes the queue's client; `startJobQueue` connects it. */
export function createJobQueue(options: { databaseUrl: string; log: Log; isWorker: boolean }): JobQueue {
  // The queue hands all of its options to the driver's pool, whose clients are of this class.
  const pool = { Client: PreparedClient };
  const boss = new PgBoss({
    ...pool,
    connectionString: options.databaseUrl,
    application_name: 'seikyu-jobs',
    max: options.isWorker ? 10 : 2,
    useListenNotify: options.isWorker,
    supervise: options.isWorker,
    schedule: options.isWorker,
    // A pass needs both: how often a worker looks, and how long ago any worker looked last.
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', (cause) => options.log.error({ err: describeCause(cause) }, 'job queue'));
  return {
    boss,
    jobs: {
      enqueue: (tx, jobs) => insertJobs(boss, fromDrizzle(tx, sql), jobs),
      toStatements: (jobs) => toStatements(boss, jobs),
    },
    stages: Object.keys(JOB_PAYLOADS) as Stage[],
  };
}

async function insertJobs(boss: PgBoss, db: Db, jobs: NewJob[]): Promise<void> {
  for (const [stage, group] of Map.groupBy(jobs, (job) => job.stage)) {
    await boss.insert(
      stage,
      group.map(({ key, payload, startAfter }) => ({
        data: payload,
        singletonKey: key,
        // Whose it is: workers keep one organization from taking all of them.
        group: { id: payload.organizationId },
        ...(startAfter === undefined ? {} : { startAfter }),
      })),
      { db, returnId: false },
    );
  }
}

/** Asks pg-boss for its statements without running them. Their text is the same every time, so they are prepared. */
async function toStatements(boss: PgBoss, jobs: NewJob[]): Promise<(hot: HotTx) => Statement[]> {
  const asked: { text: string; values: unknown[] }[] = [];
  const db: Db = {
    executeSql: async (text, values = []) => {
      asked.push({ text, values });
      return { rows: [] };
    },
  };
  await insertJobs(boss, db, jobs);
  return (hot) =>
    asked.map(({ text, values }) =>
      hot.unsafe(text, values as postgres.ParameterOrJSON<never>[], { prepare: true }),
    );
}

/** Connects, creates the queues, and lets the application role enqueue inside its own transactions. */
export async function startJobQueue(queue: JobQueue): Promise<void> {
  const { boss, stages } = queue;
  await boss.start();
  await boss.createQueue(LOST_JOBS_QUEUE);
  await boss.createQueue(CLOCK_QUEUE);
  for (const stage of stages) {
    const options = {
      retryLimit: ATTEMPTS_MAX - 1,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: RETRY_DELAY_MAX_SECONDS,
      expireInSeconds: JOB_TIMEOUT_SECONDS,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deadLetter: LOST_JOBS_QUEUE,
      notify: true,
    };
    await boss.createQueue(stage, { policy: 'key_strict_fifo', ...options });
  }
  const db = boss.getDb();
  await db.executeSql('grant usage on schema pgboss to seikyu_app');
  await db.executeSql('grant select, insert on all tables in schema pgboss to seikyu_app');
}
