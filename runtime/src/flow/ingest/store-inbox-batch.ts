import { sql } from 'drizzle-orm';
import { inbox, inboxHints } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import type { InboxItem, InboxResult } from './create-inbox-writer.ts';

/**
 * Stores requests of one organization with one fetch job per new event, in one transaction.
 * Returns one result per request, in order. The same event twice, in this batch or ever, makes one job.
 */
export async function storeInboxBatch(
  deps: FlowDeps,
  organizationId: string,
  items: InboxItem[],
): Promise<InboxResult[]> {
  const receivedAt = deps.clock.now();
  const rows = items.map((item) => ({ item, inboxId: deps.ids.next('event') }));
  const hints = new Map<string, typeof inboxHints.$inferInsert>();
  for (const { item, inboxId } of rows) {
    for (const hint of item.hints) {
      const key = `${item.connection.id} ${hint.dedupeKey}`;
      if (hints.has(key)) continue;
      hints.set(key, {
        organizationId,
        connectionId: item.connection.id,
        dedupeKey: hint.dedupeKey,
        inboxId,
        object: hint.object,
        externalId: hint.externalId,
        occurredAt: new Date(hint.occurredAtMs),
        receivedAt,
      });
    }
  }
  const accepted = await deps.database.inOrganization(organizationId, async (tx) => {
    const inserted = await tx
      .insert(inboxHints)
      .values([...hints.values()])
      .onConflictDoNothing()
      .returning({
        inboxId: inboxHints.inboxId,
        connectionId: inboxHints.connectionId,
        object: inboxHints.object,
        externalId: inboxHints.externalId,
      });
    const fresh = new Set(inserted.map((hint) => hint.inboxId));
    const kept = rows.filter((row) => fresh.has(row.inboxId));
    if (kept.length === 0) return inserted;
    await tx.insert(inbox).values(
      kept.map(({ item, inboxId }) => ({
        organizationId,
        id: inboxId,
        connectionId: item.connection.id,
        receivedAt,
        body: sql`${Buffer.from(item.body)}`,
      })),
    );
    await deps.jobs.enqueue(tx, fetchJobs(organizationId, receivedAt, inserted));
    return inserted;
  });
  const acceptedByRequest = new Map<string, number>();
  for (const { inboxId } of accepted)
    acceptedByRequest.set(inboxId, (acceptedByRequest.get(inboxId) ?? 0) + 1);
  return rows.map(({ item, inboxId }) => {
    const count = acceptedByRequest.get(inboxId) ?? 0;
    return { accepted: count, duplicates: item.hints.length - count };
  });
}

function fetchJobs(
  organizationId: string,
  receivedAt: Date,
  hints: { inboxId: string; connectionId: string; object: string; externalId: string }[],
): NewJob[] {
  const perRecord = new Map<string, NewJob>();
  for (const hint of hints) {
    const key = `${hint.connectionId}/${hint.object}/${hint.externalId}`;
    perRecord.set(key, {
      stage: 'fetch',
      key,
      payload: {
        organizationId,
        requestId: hint.inboxId,
        connectionId: hint.connectionId,
        object: hint.object,
        externalId: hint.externalId,
        hintedAt: receivedAt.toISOString(),
      },
    });
  }
  return [...perRecord.values()];
}
