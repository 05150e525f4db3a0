import { lte } from 'drizzle-orm';
import { addDays, todayIn } from '../../core/civil-date.ts';
import { contracts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** Zones are at most 14 hours ahead of UTC: what falls due there today may be tomorrow by UTC. */
const AHEAD_DAYS = 1;

/** Begins a run of every contract on which something falls due by now. A run that finds nothing due books nothing. */
export async function billDue({ ctx }: { ctx: Ctx }): Promise<void> {
  const { organizationId, requestId } = ctx;
  const until = addDays(todayIn('UTC', ctx.deps.clock.now()), AHEAD_DAYS);
  await ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const due = await tx.select({ id: contracts.id }).from(contracts).where(lte(contracts.nextRunOn, until));
    await ctx.deps.jobs.enqueue(
      tx,
      due.map(({ id }) => ({
        stage: 'bill',
        key: id,
        payload: { organizationId, requestId, contractId: id },
      })),
    );
  });
}
