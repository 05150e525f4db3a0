import { type SQL, sql } from 'drizzle-orm';
import type { EndpointFilter } from '../../core/webhooks/endpoint-filter.ts';
import { approvalWaiters, webhookEndpoints } from '../../db/schema/index.ts';

/** An active endpoint with what it wants to hear of. */
export type ListeningEndpoint = EndpointFilter & { id: string };

/**
 * Who may have to be told of an event, as columns of the statement that records it as `recorded`: nobody, in most
 * organizations, and then the event costs no statement of its own. `endpoints` is null without one.
 */
export const listenersOf = (
  organizationId: string,
): { endpoints: SQL<ListeningEndpoint[] | null>; hasWaiters: SQL<boolean> } => ({
  endpoints: sql<ListeningEndpoint[] | null>`(select jsonb_agg(jsonb_build_object('id', w.id,
      'eventTypes', w.event_types, 'entityIds', w.entity_ids, 'statuses', w.statuses))
    from ${webhookEndpoints} w where w.organization_id = ${organizationId} and w.state = 'active')`,
  hasWaiters: sql<boolean>`exists (select from ${approvalWaiters} w
    where w.organization_id = ${organizationId} and w.invoice_id = recorded.invoice_id and w.state = 'waiting')`,
});
