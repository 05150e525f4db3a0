import { sql } from 'drizzle-orm';
import { addDays, todayIn } from '../../core/civil-date.ts';
import { contracts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** Zones are at most 14 hours ahead of UTC: what falls due there today may be tomorrow by UTC. */
const AHEAD_DAYS = 1;
/** Contracts of one transaction. More are hardly faster, and hold their locks for longer. */
const PART_CONTRACTS_MAX = 50;

/**
 * Begins a run of every contract on which something falls due by now, in parts; of those that are billed together one
 * stands for all. A run that finds nothing due books nothing.
 */
export async function billDue({ ctx }: { ctx: Ctx }): Promise<void> {
  const { organizationId, requestId } = ctx;
  const until = addDays(todayIn('UTC', ctx.deps.clock.now()), AHEAD_DAYS);
  await ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const due = await tx.execute<DueHome>(sql`
      select min(id) as id, count(*)::integer as "contractCount" from ${contracts} where next_run_on <= ${until}
      group by coalesce(collective_key, id) order by 1`);
    await ctx.deps.jobs.enqueue(
      tx,
      cutIntoParts(due).map(([first, ...others]) => ({
        stage: 'bill_part',
        key: first,
        payload: { organizationId, requestId, contractIds: [first, ...others] },
      })),
    );
  });
}

/** A contract, or one of those that are billed together and how many of them fall due. */
type DueHome = { id: string; contractCount: number };

function cutIntoParts(due: Iterable<DueHome>): [string, ...string[]][] {
  const parts: [string, ...string[]][] = [];
  let room = 0;
  for (const { id, contractCount } of due) {
    const last = parts.at(-1);
    room -= contractCount;
    if (last !== undefined && room >= 0) {
      last.push(id);
      continue;
    }
    parts.push([id]);
    room = PART_CONTRACTS_MAX - contractCount;
  }
  return parts;
}
