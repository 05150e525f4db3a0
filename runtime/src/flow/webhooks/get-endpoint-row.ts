import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A row of `webhook_endpoints`. */
export type EndpointRow = typeof webhookEndpoints.$inferSelect;

/**
 * Whether a caller has to do with an endpoint: it made it itself, or it is an administrator; and it may see all that
 * the endpoint hears of.
 */
export function isOwnEndpoint(ctx: Ctx, row: EndpointRow): boolean {
  const isMaker = row.createdBy.kind === ctx.actor.kind && row.createdBy.id === ctx.actor.id;
  const { entityIds } = ctx;
  const isGranted = entityIds === null || row.entityIds?.every((id) => entityIds.includes(id)) === true;
  return isGranted && (isMaker || ctx.permissions.has('admin'));
}

/**
 * Fetches an endpoint of the caller and locks it until the transaction ends. Throws `webhook.endpoint_not_found`, also
 * for one that somebody else made.
 */
export async function getEndpointForUpdate(tx: Tx, ctx: Ctx, endpointId: string): Promise<EndpointRow> {
  authorise(ctx, 'webhooks');
  const [row] = await tx
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
    // Weaker than an update's lock: events may go on queueing messages for it.
    .for('no key update');
  if (row === undefined || !isOwnEndpoint(ctx, row)) throw new AppError('webhook.endpoint_not_found');
  return row;
}
