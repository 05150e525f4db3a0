import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { formatSecret, SECRET_BYTES } from '../../core/webhooks/secret.ts';
import { webhookEndpoints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getEndpointForUpdate } from './get-endpoint-row.ts';
import { endpointSecretPlace } from './sealed-places.ts';

/** How long the secret before a rotation signs beside the new one. */
const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/**
 * Gives an endpoint a new secret, which is returned this once. The old one signs as well for 24 hours, so that the
 * receiver can be changed without losing a message; a rotation within that time ends the one before it.
 * Throws `webhook.endpoint_not_found`.
 */
export async function rotateWebhookSecret({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { endpointId: string };
}): Promise<{ secret: string; previousValidUntil: Date }> {
  const { secretBox, clock, database } = ctx.deps;
  return database.inOrganization(ctx.organizationId, async (tx) => {
    const row = await getEndpointForUpdate(tx, ctx, input.endpointId);
    const place = endpointSecretPlace(ctx.organizationId, row.id, 'secret');
    const placeBefore = endpointSecretPlace(ctx.organizationId, row.id, 'previous_secret');
    const secret = formatSecret(randomBytes(SECRET_BYTES));
    const previousValidUntil = new Date(clock.now().getTime() + OVERLAP_MS);
    await tx
      .update(webhookEndpoints)
      .set({
        secret: secretBox.seal(secret, place),
        previousSecret: secretBox.seal(secretBox.open(row.secret, place), placeBefore),
        previousValidUntil,
      })
      .where(eq(webhookEndpoints.id, row.id));
    await recordAudit(tx, ctx, {
      action: 'webhook_endpoint.rotate_secret',
      objectKind: 'webhook_endpoint',
      objectId: row.id,
      after: { previousValidUntil: previousValidUntil.toISOString() },
    });
    return { secret, previousValidUntil };
  });
}
