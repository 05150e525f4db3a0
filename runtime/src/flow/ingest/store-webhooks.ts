import type { FlowDeps } from '../context.ts';
import type { JobPayload } from '../jobs.ts';
import type { InboxResult, InboxWebhook } from './create-inbox-writer.ts';

/**
 * Stores webhooks of one organization with the job that follows them up, in one transaction. Returns one result per
 * webhook, in order. The same event twice, in this batch or ever, is kept once; a webhook without a new one is not kept.
 */
export async function storeWebhooks(
  deps: FlowDeps,
  organizationId: string,
  webhooks: InboxWebhook[],
): Promise<InboxResult[]> {
  const receivedAt = deps.clock.now().toISOString();
  const rows = webhooks.map((webhook) => ({ ...webhook, id: deps.ids.next('event') }));
  const events = rows.flatMap((row) => row.hints.map((hint) => ({ ...hint, row })));
  const ids = rows.map((row) => row.id);
  // One job for all of them, since they only say what to ask for.
  const key = ids[0] ?? '';
  const job: JobPayload<'receive'> = { organizationId, requestId: key, inboxIds: ids };
  // Columns as arrays: reading them costs the database half of what a JSON document does.
  const [answer] = await deps.database.inOneCall(
    organizationId,
    (sql) => sql`
      select take_webhooks(
        ${organizationId}, ${receivedAt}::text::timestamptz, ${key}, (${JSON.stringify(job)}::text)::jsonb,
        ${ids}::text[], ${rows.map((row) => row.connectionId)}::text[],
        ${rows.map((row) => Buffer.from(row.body).toString('base64'))}::text[],
        ${events.map((event) => event.row.id)}::text[], ${events.map((event) => event.row.connectionId)}::text[],
        ${events.map((event) => event.dedupeKey)}::text[], ${events.map((event) => event.object)}::text[],
        ${events.map((event) => event.externalId)}::text[], ${events.map((event) => event.occurredAtMs)}::bigint[]
      ) as fresh`,
  );
  const fresh: string[] = answer?.['fresh'] ?? [];
  const counts = new Map<string, number>();
  for (const id of fresh) counts.set(id, (counts.get(id) ?? 0) + 1);
  return rows.map(({ id, hints }) => {
    const accepted = counts.get(id) ?? 0;
    return { accepted, duplicates: hints.length - accepted };
  });
}
