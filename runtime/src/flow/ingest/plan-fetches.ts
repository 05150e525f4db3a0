import type { Tx } from '../../db/open-database.ts';
import type { inboxHints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';

/**
 * Enqueues one fetch job per record that the hints of webhooks name. Only events that were new when they came are
 * stored as hints, so a vendor's second delivery leads to nothing.
 */
export async function planFetches(
  tx: Tx,
  ctx: Ctx,
  hints: (typeof inboxHints.$inferSelect)[],
): Promise<void> {
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
}
