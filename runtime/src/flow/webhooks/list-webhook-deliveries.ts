import { and, desc, eq, lt } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { AttemptOutcome, AttemptRecord, DeliveryState } from '../../core/webhooks/attempt.ts';
import { webhookDeliveries, webhookEndpoints } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Page, type PageInput, toPage } from '../read/page.ts';
import { isOwnEndpoint } from './get-endpoint-row.ts';

/** One message in an endpoint's log, with its last attempt in front. Nothing of any answer's body is kept. */
export type DeliveryView = {
  id: string;
  eventId: string;
  eventType: string;
  invoiceId: string | null;
  state: DeliveryState;
  /** Attempts made since it was asked for last. */
  attempt: number;
  httpStatus: number | null;
  outcome: AttemptOutcome | null;
  durationMs: number | null;
  lastAttemptAt: string | null;
  nextAttemptAt: Date | null;
  createdAt: Date;
  /** The latest attempts, oldest first. */
  attempts: AttemptRecord[];
};

/** What to list. */
export type ListWebhookDeliveriesInput = PageInput & { endpointId: string; state?: DeliveryState };

/** Lists what was sent to an endpoint of the caller, newest first; throws `webhook.endpoint_not_found`. */
export async function listWebhookDeliveries({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListWebhookDeliveriesInput;
}): Promise<Page<DeliveryView>> {
  authorise(ctx, 'webhooks');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [endpoint] = await tx
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, input.endpointId));
    if (endpoint === undefined || !isOwnEndpoint(ctx, endpoint)) {
      throw new AppError('webhook.endpoint_not_found');
    }
    const rows = await tx
      .select()
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.endpointId, endpoint.id),
          input.before === undefined ? undefined : lt(webhookDeliveries.id, input.before),
          input.state === undefined ? undefined : eq(webhookDeliveries.state, input.state),
        ),
      )
      .orderBy(desc(webhookDeliveries.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, toDeliveryView);
  });
}

function toDeliveryView(row: typeof webhookDeliveries.$inferSelect): DeliveryView {
  const last = row.attempts.at(-1);
  return {
    id: row.id,
    eventId: row.eventId,
    eventType: row.eventType,
    invoiceId: row.invoiceId,
    state: row.state,
    attempt: row.attemptCount,
    httpStatus: last?.httpStatus ?? null,
    outcome: last?.outcome ?? null,
    durationMs: last?.durationMs ?? null,
    lastAttemptAt: last?.at ?? null,
    nextAttemptAt: row.nextAttemptAt,
    createdAt: row.createdAt,
    attempts: row.attempts,
  };
}
