import type { Ctx } from '../context.ts';
import type { JobPayload } from '../jobs.ts';
import type { LiveMapping } from './load-published-mapping.ts';
import { loadRecords } from './load-records.ts';
import { isTimeout, pauseHanging, refusePaused } from './pause-hanging.ts';
import { type MappingOutcome, runMapping } from './run-mapping.ts';
import { lockSources } from './source-link.ts';
import { storeOutcomes } from './store-outcomes.ts';

/**
 * Maps stored records to canonical ones and hands on what follows. A record that its mapping refuses becomes a
 * dead letter that names system, record, field and reason; the others of the batch go on. Of two versions of one
 * record the newer is the one that stays, in whatever order their jobs run.
 * A mapping whose script hangs again and again is paused, and its records wait as dead letters.
 * Records of objects without a mapping are kept as received and nothing more.
 */
export async function mapRecords({ ctx, input }: { ctx: Ctx; input: JobPayload<'map'> }): Promise<void> {
  const outcomes: MappingOutcome[] = [];
  const hanging: LiveMapping[] = [];
  for (const { mapping, rows } of await loadRecords(ctx, input.recordIds)) {
    const made = mapping.isPaused ? refusePaused(rows) : await runMapping(ctx, mapping, rows);
    outcomes.push(...made);
    if (made.some(isTimeout)) hanging.push(mapping);
  }
  if (outcomes.length === 0) return;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lockSources(
      tx,
      ctx,
      outcomes.map((outcome) => outcome.source),
    );
    await storeOutcomes(tx, ctx, outcomes);
    for (const mapping of hanging) await pauseHanging(tx, ctx, mapping);
  });
}
