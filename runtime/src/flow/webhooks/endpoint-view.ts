import type { Actor } from '../../core/actor.ts';
import type { EndpointRow } from './get-endpoint-row.ts';

/** An endpoint as its people see it: everything but its secrets. */
export type EndpointView = {
  id: string;
  url: string;
  description: string | null;
  eventTypes: string[] | null;
  entityIds: string[] | null;
  statuses: string[] | null;
  state: 'active' | 'disabled';
  /** `gone`: the receiver answered 410. `failing`: nothing went through for five days. */
  disabledReason: 'gone' | 'failing' | null;
  disabledAt: Date | null;
  failingSince: Date | null;
  /** Until when the secret before the last rotation signs as well. */
  previousValidUntil: Date | null;
  createdBy: Actor;
  createdAt: Date;
};

/** What of a row is shown. */
export function toEndpointView(row: EndpointRow): EndpointView {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    eventTypes: row.eventTypes,
    entityIds: row.entityIds,
    statuses: row.statuses,
    state: row.state,
    disabledReason: row.disabledReason,
    disabledAt: row.disabledAt,
    failingSince: row.failingSince,
    previousValidUntil: row.previousValidUntil,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  };
}
