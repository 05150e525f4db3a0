import type { FlowDeps } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import type { InboxItem, InboxPush, InboxResult, InboxWebhook } from './create-inbox-writer.ts';
import { insertPushes } from './insert-pushes.ts';
import { insertWebhooks } from './insert-webhooks.ts';

/** How many new events of a stored request there are. */
export type StoredRow = { inbox_id: string; count: number };

/** An item with the id that its row gets, if it is new. */
export type InboxRow<Item extends InboxItem = InboxItem> = { item: Item; inboxId: string };

/**
 * Stores requests of one organization with the jobs that follow them up, in one transaction.
 * Returns one result per request, in order. The same event twice, in this batch or ever, is kept once.
 */
export async function storeInboxBatch(
  deps: FlowDeps,
  organizationId: string,
  items: InboxItem[],
): Promise<InboxResult[]> {
  const receivedAt = deps.clock.now();
  const rows: InboxRow[] = items.map((item) => ({ item, inboxId: deps.ids.next('event') }));
  const webhooks = rows.filter(isWebhook);
  const pushes = firstOfEachKey(rows.filter(isPush));
  const enqueue = await deps.jobs.toStatements(receiveJobsOf(organizationId, webhooks, pushes));
  const answers = await deps.database.inOneTrip(organizationId, (hot) => [
    ...(webhooks.length === 0 ? [] : [insertWebhooks(hot, organizationId, receivedAt, webhooks)]),
    ...(pushes.length === 0 ? [] : [insertPushes(hot, organizationId, receivedAt, pushes)]),
    ...enqueue(hot),
  ]);
  // The statements that enqueue answer nothing.
  const stored = answers.flat() as StoredRow[];
  const kept = new Map(stored.map((row) => [row.inbox_id, row.count]));
  return rows.map(({ item, inboxId }) => {
    const accepted = kept.get(inboxId) ?? 0;
    const told = item.kind === 'webhook' ? item.hints.length : 1;
    return { accepted, duplicates: told - accepted };
  });
}

const isWebhook = (row: InboxRow): row is InboxRow<InboxWebhook> => row.item.kind === 'webhook';
const isPush = (row: InboxRow): row is InboxRow<InboxPush> => row.item.kind === 'push';

/** Of two equal pushes at once one is stored, and the other finds its answer there. */
function firstOfEachKey(rows: InboxRow<InboxPush>[]): InboxRow<InboxPush>[] {
  const seen = new Set<string>();
  return rows.filter(({ item }) => {
    const name = `${item.kept.route} ${item.kept.key}`;
    return seen.size < seen.add(name).size;
  });
}

/**
 * One job for all webhooks, since they only say what to ask for. Pushes of one object are followed up one after the
 * other: a later one may hold a newer version of the same record.
 */
function receiveJobsOf(
  organizationId: string,
  webhooks: InboxRow[],
  pushes: InboxRow<InboxPush>[],
): NewJob<'receive'>[] {
  const lanes = [...Map.groupBy(pushes, ({ item }) => `${item.connectionId ?? item.system}/${item.object}`)];
  const first = webhooks[0];
  const groups: [string, InboxRow[]][] = first === undefined ? lanes : [...lanes, [first.inboxId, webhooks]];
  return groups.map(([key, rows]) => ({
    stage: 'receive',
    key,
    payload: {
      organizationId,
      requestId: rows[0]?.inboxId ?? '',
      inboxIds: rows.map((row) => row.inboxId),
    },
  }));
}
