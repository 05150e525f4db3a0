import type { FlowDeps } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import type { InboxPush, InboxResult } from './create-inbox-writer.ts';
import { insertPushes } from './insert-pushes.ts';

/** A push with the id that its row gets, if its Idempotency-Key is new. */
export type PushRow = { item: InboxPush; inboxId: string };

/**
 * Stores pushes of one organization with the jobs that follow them up, in one transaction. Returns one result per push,
 * in order: a push counts as one event, told apart by its Idempotency-Key, and is kept once.
 */
export async function storePushes(
  deps: FlowDeps,
  organizationId: string,
  pushes: InboxPush[],
): Promise<InboxResult[]> {
  const receivedAt = deps.clock.now();
  const rows = pushes.map((item) => ({ item, inboxId: deps.ids.next('event') }));
  const first = firstOfEachKey(rows);
  const enqueue = await deps.jobs.toStatements(receiveJobsOf(organizationId, first));
  const [stored = []] = await deps.database.inOneTrip(organizationId, (hot) => [
    insertPushes(hot, organizationId, receivedAt, first),
    ...enqueue(hot),
  ]);
  const kept = new Set(stored.map((row) => String(row['inbox_id'])));
  return rows.map(({ inboxId }) =>
    kept.has(inboxId) ? { accepted: 1, duplicates: 0 } : { accepted: 0, duplicates: 1 },
  );
}

/** Of two equal pushes at once one is stored, and the other finds its answer there. */
function firstOfEachKey(rows: PushRow[]): PushRow[] {
  const seen = new Set<string>();
  return rows.filter(({ item }) => {
    const name = `${item.kept.route} ${item.kept.key}`;
    return seen.size < seen.add(name).size;
  });
}

/** Pushes of one object are followed up one after the other: a later one may hold a newer version of the same record. */
function receiveJobsOf(organizationId: string, pushes: PushRow[]): NewJob<'receive'>[] {
  const lanes = Map.groupBy(pushes, ({ item }) => `${item.connectionId ?? item.system}/${item.object}`);
  return [...lanes].map(([key, rows]) => ({
    stage: 'receive',
    key,
    payload: {
      organizationId,
      requestId: rows[0]?.inboxId ?? '',
      inboxIds: rows.map((row) => row.inboxId),
    },
  }));
}
