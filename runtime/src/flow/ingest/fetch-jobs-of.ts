import { createHash } from 'node:crypto';
import type { NewJob } from '../jobs.ts';
import type { InboxItem } from './create-inbox-writer.ts';

/**
 * One fetch job per record that a request names. Its id comes from all events of the record in the request, so that
 * a vendor's second delivery makes no second job without asking first, and one that was regrouped with a new event
 * makes its own: pg-boss keeps the id of a finished job, which would swallow the new event.
 */
export function fetchJobsOf(
  organizationId: string,
  item: InboxItem,
  inboxId: string,
  receivedAt: Date,
): NewJob<'fetch'>[] {
  const connectionId = item.connection.id;
  const hintsByKey = Map.groupBy(item.hints, (hint) => `${connectionId}/${hint.object}/${hint.externalId}`);
  return [...hintsByKey].flatMap(([key, hints]) => {
    const [first] = hints;
    if (first === undefined) return [];
    const dedupeKeys = [...new Set(hints.map((hint) => hint.dedupeKey))].sort();
    return {
      stage: 'fetch',
      key,
      id: uuidOf(JSON.stringify([organizationId, connectionId, ...dedupeKeys])),
      payload: {
        organizationId,
        requestId: inboxId,
        connectionId,
        object: first.object,
        externalId: first.externalId,
        hintedAt: receivedAt.toISOString(),
      },
    };
  });
}

/** A UUID of version 8 (RFC 9562: own meaning) from a text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
