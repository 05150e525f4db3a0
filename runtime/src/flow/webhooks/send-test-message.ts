import { TEST_EVENT_TYPE } from '../../core/webhooks/event-types.ts';
import type { Ctx } from '../context.ts';
import { getEndpointForUpdate } from './get-endpoint-row.ts';
import { queueDeliveries } from './queue-deliveries.ts';

/**
 * Sends an endpoint a message that is about nothing, once, also while it is disabled; its log says what came of it.
 * Throws `webhook.endpoint_not_found`.
 */
export async function sendTestMessage({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { endpointId: string };
}): Promise<{ eventId: string }> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const endpoint = await getEndpointForUpdate(tx, ctx, input.endpointId);
    const eventId = ctx.deps.ids.next('event');
    const body = JSON.stringify({
      type: TEST_EVENT_TYPE,
      timestamp: ctx.deps.clock.now().toISOString(),
      data: { eventId, endpointId: endpoint.id },
    });
    const event = { id: eventId, type: TEST_EVENT_TYPE, sequence: 0 };
    const receiver = { endpointId: endpoint.id };
    await queueDeliveries(tx, ctx, [{ receiver, invoiceId: null, event, body }]);
    return { eventId };
  });
}
