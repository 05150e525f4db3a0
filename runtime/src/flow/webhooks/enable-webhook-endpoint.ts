import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { webhookEndpoints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { type EndpointView, toEndpointView } from './endpoint-view.ts';
import { getEndpointForUpdate } from './get-endpoint-row.ts';

/**
 * Lets a disabled endpoint hear of events again. What it missed is not sent by itself: that is a replay.
 * An active one stays as it is. Throws `webhook.endpoint_not_found`.
 */
export async function enableWebhookEndpoint({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { endpointId: string };
}): Promise<EndpointView> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const row = await getEndpointForUpdate(tx, ctx, input.endpointId);
    if (row.state === 'active') return toEndpointView(row);
    const [enabled] = await tx
      .update(webhookEndpoints)
      .set({ state: 'active', disabledReason: null, disabledAt: null, failingSince: null, toldAt: null })
      .where(eq(webhookEndpoints.id, row.id))
      .returning();
    if (enabled === undefined) throw new AppError('webhook.endpoint_not_found');
    await recordAudit(tx, ctx, {
      action: 'webhook_endpoint.enable',
      objectKind: 'webhook_endpoint',
      objectId: row.id,
      before: { state: row.state, reason: row.disabledReason },
      after: { state: enabled.state },
    });
    return toEndpointView(enabled);
  });
}
