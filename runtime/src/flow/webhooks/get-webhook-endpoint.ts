import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type EndpointView, toEndpointView } from './endpoint-view.ts';
import { isOwnEndpoint } from './get-endpoint-row.ts';

/** Reads one endpoint of the caller, without its secret; throws `webhook.endpoint_not_found`. */
export async function getWebhookEndpoint({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { endpointId: string };
}): Promise<EndpointView> {
  authorise(ctx, 'webhooks');
  const [row] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, input.endpointId)),
  );
  if (row === undefined || !isOwnEndpoint(ctx, row)) throw new AppError('webhook.endpoint_not_found');
  return toEndpointView(row);
}
