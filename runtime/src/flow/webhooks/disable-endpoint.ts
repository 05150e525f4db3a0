import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { webhookDeliveries, webhookEndpoints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Disables an endpoint, gives up what is on its way to it, and has the administrators told. */
export async function disableEndpoint(
  tx: Tx,
  ctx: Ctx,
  endpointId: string,
  reason: 'gone' | 'failing',
): Promise<void> {
  const disabled = await tx
    .update(webhookEndpoints)
    .set({ state: 'disabled', disabledReason: reason, disabledAt: ctx.deps.clock.now() })
    .where(and(eq(webhookEndpoints.id, endpointId), eq(webhookEndpoints.state, 'active')))
    .returning({ id: webhookEndpoints.id });
  if (disabled.length === 0) return;
  const givenUp = await tx
    .update(webhookDeliveries)
    .set({ state: 'given_up', nextAttemptAt: null })
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        inArray(webhookDeliveries.state, ['pending', 'failed']),
      ),
    )
    .returning({ id: webhookDeliveries.id });
  await recordAudit(tx, ctx, {
    action: 'webhook_endpoint.disable',
    objectKind: 'webhook_endpoint',
    objectId: endpointId,
    after: { reason, givenUp: givenUp.length },
  });
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'alert',
      key: endpointId,
      payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, endpointId },
    },
  ]);
}
