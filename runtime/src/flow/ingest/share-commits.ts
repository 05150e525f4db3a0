import type { InboxResult } from './create-inbox-writer.ts';

/** Stores requests of one organization in one transaction; one result per request, in order. */
type Store<Item> = (organizationId: string, items: Item[]) => Promise<InboxResult[]>;

type Waiting<Item> = { item: Item; resolve: (result: InboxResult) => void; reject: (cause: unknown) => void };
type Lane<Item> = { waiting: Waiting<Item>[]; flights: number; timer: NodeJS.Timeout | undefined };

/** The longest that a request waits for company while another commit is under way. */
const GATHER_MS = 2;
const BATCH_MAX = 200;
/** More commits at once than this only split the batches; a guess from measuring with 16 clients. */
const FLIGHTS_MAX = 3;

/**
 * Groups requests of one organization into commits: at once when none is under way, else as soon as one ends or
 * after 2 ms. What it returns settles after the commit; a failed commit fails its requests and no others.
 */
export function shareCommits<Item>(
  store: Store<Item>,
): (organizationId: string, item: Item) => Promise<InboxResult> {
  const lanes = new Map<string, Lane<Item>>();

  function flush(organizationId: string, lane: Lane<Item>): void {
    clearTimeout(lane.timer);
    lane.timer = undefined;
    if (lane.waiting.length === 0 || lane.flights >= FLIGHTS_MAX) return;
    const batch = lane.waiting.splice(0, BATCH_MAX);
    lane.flights += 1;
    void commit(organizationId, batch).finally(() => {
      lane.flights -= 1;
      if (lane.waiting.length > 0) flush(organizationId, lane);
      else if (lane.flights === 0) lanes.delete(organizationId);
    });
  }

  async function commit(organizationId: string, batch: Waiting<Item>[]): Promise<void> {
    try {
      const results = await store(
        organizationId,
        batch.map((entry) => entry.item),
      );
      for (const [index, entry] of batch.entries()) {
        entry.resolve(results[index] ?? { accepted: 0, duplicates: 0 });
      }
    } catch (cause) {
      for (const entry of batch) entry.reject(cause);
    }
  }

  return (organizationId, item) => {
    const lane = lanes.get(organizationId) ?? { waiting: [], flights: 0, timer: undefined };
    lanes.set(organizationId, lane);
    return new Promise((resolve, reject) => {
      lane.waiting.push({ item, resolve, reject });
      if (lane.waiting.length >= BATCH_MAX) flush(organizationId, lane);
      else if (lane.flights > 0) lane.timer ??= setTimeout(() => flush(organizationId, lane), GATHER_MS);
      // What came over other connections in the same turn of the event loop is read before this.
      else if (lane.waiting.length === 1) setImmediate(() => flush(organizationId, lane));
    });
  };
}
