import { describeCause } from '../core/describe-cause.ts';
import type { FlowDeps } from '../flow/context.ts';

/** Fewer changes make no plan bad enough to be felt. A guess: 1,000 jobs compared all with all take a third of a second. */
const CHANGES_MIN = 1_000;
/** Any number that nothing else in this database locks. */
const ANALYZE_JOBS_LOCK_KEY = 7_203_902;

/**
 * Analyzes the queue's table of jobs where it changed by more than half since it was analyzed. The statement that takes
 * jobs is prepared, and its plan for an empty table compares all jobs with all: 33 seconds for 10,000. Postgres makes
 * plans anew after an analysis, but begins one by itself within a minute or two only. Where another process is at it,
 * nothing is done. A failure is in the log; never throws.
 */
export async function analyzeJobs(deps: Pick<FlowDeps, 'database' | 'log'>): Promise<void> {
  try {
    await deps.database.owner.begin(async (sql) => {
      const [changed] = await sql<{ isOurs: boolean }[]>`
        select pg_try_advisory_xact_lock(${ANALYZE_JOBS_LOCK_KEY}) as "isOurs"
        from pg_stat_user_tables s join pg_class c on c.oid = s.relid
        where s.schemaname = 'pgboss' and s.relname = 'job_common'
          and s.n_mod_since_analyze > greatest(${CHANGES_MIN}, c.reltuples / 2)`;
      if (changed?.isOurs === true) await sql`analyze pgboss.job_common`;
    });
  } catch (cause) {
    deps.log.error({ err: describeCause(cause) }, 'table of jobs not analyzed');
  }
}
