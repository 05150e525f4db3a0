import { lte } from 'drizzle-orm';
import { addDays, todayIn } from '../../core/civil-date.ts';
import { contracts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** Zones are at most 14 hours ahead of UTC: what falls due there today may be tomorrow by UTC. */
const AHEAD_DAYS = 1;
/** Contracts of one transaction. More are hardly faster, and hold their locks for longer. */
const PART_CONTRACTS_MAX = 50;

/**
 * Begins a run of every contract on which something falls due by now, in parts; those that are billed together are in one
 * part. A run that finds nothing due books nothing.
 */
export async function billDue({ ctx }: { ctx: Ctx }): Promise<void> {
  const { organizationId, requestId } = ctx;
  const until = addDays(todayIn('UTC', ctx.deps.clock.now()), AHEAD_DAYS);
  await ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const due = await tx
      .select({ id: contracts.id, collectiveKey: contracts.collectiveKey })
      .from(contracts)
      .where(lte(contracts.nextRunOn, until))
      .orderBy(contracts.id);
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

type Part = [string, ...string[]];

function cutIntoParts(due: readonly { id: string; collectiveKey: string | null }[]): Part[] {
  const parts: Part[] = [];
  for (const home of Map.groupBy(due, ({ id, collectiveKey }) => collectiveKey ?? id).values()) {
    const [first, ...others] = home.map(({ id }) => id);
    if (first === undefined) continue;
    const last = parts.at(-1);
    if (last !== undefined && last.length + home.length <= PART_CONTRACTS_MAX) last.push(first, ...others);
    else parts.push([first, ...others]);
  }
  return parts;
}
