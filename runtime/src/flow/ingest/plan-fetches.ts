import { inArray } from 'drizzle-orm';
import { inboxHints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { JobPayload, NewJob } from '../jobs.ts';

/**
 * Turns the events of received requests into one fetch job per record that they name. Only events that were new when
 * they came are here, so a vendor's second delivery leads to nothing.
 */
export async function planFetches({ ctx, input }: { ctx: Ctx; input: JobPayload<'receive'> }): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const hints = await tx.select().from(inboxHints).where(inArray(inboxHints.inboxId, input.inboxIds));
    const perRecord = new Map<string, NewJob>();
    for (const hint of hints) {
      const key = `${hint.connectionId}/${hint.object}/${hint.externalId}`;
      if (perRecord.has(key)) continue;
      perRecord.set(key, {
        stage: 'fetch',
        key,
        payload: {
          organizationId: ctx.organizationId,
          requestId: hint.inboxId,
          connectionId: hint.connectionId,
          object: hint.object,
          externalId: hint.externalId,
          hintedAt: hint.receivedAt.toISOString(),
        },
      });
    }
    await ctx.deps.jobs.enqueue(tx, [...perRecord.values()]);
  });
}
