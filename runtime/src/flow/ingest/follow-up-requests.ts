import { and, asc, inArray, isNotNull } from 'drizzle-orm';
import type { JsonValue } from '../../core/json.ts';
import { inbox, inboxHints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { JobPayload } from '../jobs.ts';
import { planFetches } from './plan-fetches.ts';
import { receiveRecords } from './receive-records.ts';

/**
 * Follows received requests up: webhooks by one fetch job per record that they name, pushes by storing their records.
 * A push that was stored has left the inbox, so running twice stores nothing twice. One that cannot be stored lets the
 * others go on; its error is thrown at the end.
 */
export async function followUpRequests({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: JobPayload<'receive'>;
}): Promise<void> {
  const pushes = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [hints, waiting] = await Promise.all([
      tx.select().from(inboxHints).where(inArray(inboxHints.inboxId, input.inboxIds)),
      tx
        .select()
        .from(inbox)
        .where(and(inArray(inbox.id, input.inboxIds), isNotNull(inbox.system)))
        .orderBy(asc(inbox.id)),
    ]);
    await planFetches(tx, ctx, hints);
    return waiting;
  });
  const failures: unknown[] = [];
  for (const push of pushes) await storePush(ctx, push).catch((cause: unknown) => failures.push(cause));
  if (failures.length > 0) throw failures[0];
}

async function storePush(ctx: Ctx, push: typeof inbox.$inferSelect): Promise<void> {
  const parsed: JsonValue = JSON.parse(new TextDecoder().decode(push.body));
  await receiveRecords({
    ctx: { ...ctx, requestId: push.requestId ?? ctx.requestId },
    input: {
      system: push.system ?? '',
      object: push.object ?? '',
      ...(push.connectionId === null ? {} : { connectionId: push.connectionId }),
      records: Array.isArray(parsed) ? parsed : [parsed],
      waited: { inboxId: push.id, receivedAt: push.receivedAt },
    },
  });
}
