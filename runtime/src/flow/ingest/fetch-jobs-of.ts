import { createHash } from 'node:crypto';
import type { NewJob } from '../jobs.ts';
import type { InboxItem } from './create-inbox-writer.ts';

/**
 * One fetch job per record that a request names. Its id comes from the record's first event, so that a vendor's
 * second delivery of the request makes no second job, without asking first.
 */
export function fetchJobsOf(
  organizationId: string,
  item: InboxItem,
  inboxId: string,
  receivedAt: Date,
): NewJob<'fetch'>[] {
  const jobs = new Map<string, NewJob<'fetch'>>();
  for (const hint of item.hints) {
    const key = `${item.connection.id}/${hint.object}/${hint.externalId}`;
    if (jobs.has(key)) continue;
    jobs.set(key, {
      stage: 'fetch',
      key,
      id: uuidOf(`${organizationId} ${item.connection.id} ${hint.dedupeKey}`),
      payload: {
        organizationId,
        requestId: inboxId,
        connectionId: item.connection.id,
        object: hint.object,
        externalId: hint.externalId,
        hintedAt: receivedAt.toISOString(),
      },
    });
  }
  return [...jobs.values()];
}

/** A UUID of version 8 (RFC 9562: own meaning) from a text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
