import { randomBytes } from 'node:crypto';
import { count, inArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { formatSecret, SECRET_BYTES } from '../../core/webhooks/secret.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, webhookEndpoints } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { checkReceiverUrl } from './check-receiver-url.ts';
import { type EndpointView, toEndpointView } from './endpoint-view.ts';
import { endpointSecretPlace } from './sealed-places.ts';

/** Where events are to be sent, and which; a filter that is absent lets everything through. */
export type CreateWebhookEndpointInput = {
  url: string;
  description?: string;
  eventTypes?: string[];
  entityIds?: string[];
  statuses?: string[];
};

/** Every event of an organization is held against each of its endpoints. A guess. */
const ENDPOINTS_MAX = 100;

/**
 * Adds an endpoint. Its secret is returned this once. A caller with some entities hears of those only.
 * Throws `request.invalid` for a URL that may not be called, `auth.entity_not_granted`, or `webhook.limit_reached`.
 */
export async function createWebhookEndpoint({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateWebhookEndpointInput;
}): Promise<EndpointView & { secret: string }> {
  authorise(ctx, 'webhooks');
  // An endpoint shows invoices to whoever listens there.
  authorise(ctx, 'read');
  checkReceiverUrl(ctx, input.url, 'url');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const entityIds = await grantedEntityIds(tx, ctx, listOrNull(input.entityIds));
    const [held] = await tx.select({ count: count() }).from(webhookEndpoints);
    if ((held?.count ?? 0) >= ENDPOINTS_MAX) {
      throw new AppError('webhook.limit_reached', {
        detail: `There are ${ENDPOINTS_MAX} endpoints already.`,
      });
    }
    const id = ctx.deps.ids.next('webhookEndpoint');
    const secret = formatSecret(randomBytes(SECRET_BYTES));
    const place = endpointSecretPlace(ctx.organizationId, id, 'secret');
    const [row] = await tx
      .insert(webhookEndpoints)
      .values({
        organizationId: ctx.organizationId,
        id,
        url: input.url,
        description: input.description ?? null,
        eventTypes: listOrNull(input.eventTypes),
        entityIds,
        statuses: listOrNull(input.statuses),
        secret: ctx.deps.secretBox.seal(secret, place),
        state: 'active',
        createdBy: ctx.actor,
        createdAt: ctx.deps.clock.now(),
      })
      .returning();
    if (row === undefined) throw new AppError('request.internal');
    const { url, description, eventTypes, statuses } = row;
    await recordAudit(tx, ctx, {
      action: 'webhook_endpoint.create',
      objectKind: 'webhook_endpoint',
      objectId: id,
      after: { host: new URL(url).host, description, eventTypes, entityIds, statuses },
    });
    return { ...toEndpointView(row), secret };
  });
}

const listOrNull = (list: string[] | undefined): string[] | null =>
  list === undefined || list.length === 0 ? null : [...new Set(list)];

async function grantedEntityIds(tx: Tx, ctx: Ctx, wanted: string[] | null): Promise<string[] | null> {
  if (wanted === null) return ctx.entityIds === null ? null : [...ctx.entityIds];
  for (const entityId of wanted) authorise(ctx, 'webhooks', entityId);
  const known = await tx.select({ id: entities.id }).from(entities).where(inArray(entities.id, wanted));
  if (known.length === wanted.length) return wanted;
  throw new AppError('request.invalid', {
    errors: [
      { pointer: '/body/entityIds', code: 'entity.unknown', detail: 'One of them is no entity here.' },
    ],
  });
}
