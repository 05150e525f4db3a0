import { and, eq, inArray, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { TEST_EVENT_TYPE } from '../../core/webhooks/event-types.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalWaiters, webhookDeliveries, webhookEndpoints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { endpointSecretPlace, resumeUrlPlace } from './sealed-places.ts';

type DeliveryRow = typeof webhookDeliveries.$inferSelect;
type EndpointRow = typeof webhookEndpoints.$inferSelect;

/** A message whose turn it is, with where it goes and what it is signed with; a waiter has no secret. */
export type DueDelivery = {
  delivery: DeliveryRow;
  receiverId: string;
  url: string;
  secrets: string[];
  isTest: boolean;
};

/**
 * The message that a job is for; undefined when there is nothing to do: it is gone, done or disabled, the job is for
 * another attempt than the next one, or an earlier message of its lane is still to go. That one calls it when it ends.
 */
export async function loadDueDelivery(
  tx: Tx,
  ctx: Ctx,
  input: { deliveryId: string; attempt: number },
): Promise<DueDelivery | undefined> {
  const earlier = alias(webhookDeliveries, 'earlier');
  const [row] = await tx
    .select({
      delivery: webhookDeliveries,
      endpoint: webhookEndpoints,
      resumeUrl: approvalWaiters.resumeUrl,
      isBehind: sql<boolean>`exists ${tx
        .select({ id: earlier.id })
        .from(earlier)
        .where(
          and(
            eq(earlier.organizationId, webhookDeliveries.organizationId),
            eq(earlier.lane, webhookDeliveries.lane),
            inArray(earlier.state, ['pending', 'failed']),
            or(
              lt(earlier.eventSequence, webhookDeliveries.eventSequence),
              and(
                eq(earlier.eventSequence, webhookDeliveries.eventSequence),
                lt(earlier.id, webhookDeliveries.id),
              ),
            ),
          ),
        )}`,
    })
    .from(webhookDeliveries)
    .leftJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .leftJoin(approvalWaiters, eq(approvalWaiters.id, webhookDeliveries.waiterId))
    .where(eq(webhookDeliveries.id, input.deliveryId));
  if (row === undefined || row.isBehind) return undefined;
  const { delivery, endpoint, resumeUrl } = row;
  const isOpen = delivery.state === 'pending' || delivery.state === 'failed';
  if (!isOpen || delivery.attemptCount + 1 !== input.attempt) return undefined;
  const isTest = delivery.eventType === TEST_EVENT_TYPE;
  if (endpoint !== null) {
    if (endpoint.state === 'disabled' && !isTest) return undefined;
    return {
      delivery,
      receiverId: endpoint.id,
      url: endpoint.url,
      secrets: secretsOf(ctx, endpoint),
      isTest,
    };
  }
  if (delivery.waiterId === null || resumeUrl === null) return undefined;
  const url = ctx.deps.secretBox.open(resumeUrl, resumeUrlPlace(ctx.organizationId, delivery.waiterId));
  return { delivery, receiverId: delivery.waiterId, url, secrets: [], isTest };
}

function secretsOf(ctx: Ctx, endpoint: EndpointRow): string[] {
  const { secretBox, clock } = ctx.deps;
  const { organizationId } = ctx;
  const secrets = [
    secretBox.open(endpoint.secret, endpointSecretPlace(organizationId, endpoint.id, 'secret')),
  ];
  const { previousSecret, previousValidUntil } = endpoint;
  if (previousSecret !== null && previousValidUntil !== null && previousValidUntil > clock.now()) {
    secrets.push(
      secretBox.open(previousSecret, endpointSecretPlace(organizationId, endpoint.id, 'previous_secret')),
    );
  }
  return secrets;
}
