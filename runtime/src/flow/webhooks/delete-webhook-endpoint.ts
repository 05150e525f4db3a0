import { eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getEndpointForUpdate } from './get-endpoint-row.ts';

/** Removes an endpoint with its secret, its open messages and its log; throws `webhook.endpoint_not_found`. */
export async function deleteWebhookEndpoint({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { endpointId: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const row = await getEndpointForUpdate(tx, ctx, input.endpointId);
    await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, row.id));
    await recordAudit(tx, ctx, {
      action: 'webhook_endpoint.delete',
      objectKind: 'webhook_endpoint',
      objectId: row.id,
      before: { host: new URL(row.url).host, description: row.description, state: row.state },
    });
  });
}
