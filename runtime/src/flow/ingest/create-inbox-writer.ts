import type { ConnectionRow, FlowDeps } from '../context.ts';
import type { WebhookHint } from '../ports.ts';
import { storeInboxBatch } from './store-inbox-batch.ts';

/** A verified webhook request on its way into the database. */
export type InboxItem = { connection: ConnectionRow; body: Uint8Array; hints: WebhookHint[] };

/** What became of a request: how many of its events are new and how many were here already. */
export type InboxResult = { accepted: number; duplicates: number };

/** Stores verified webhooks; the promise settles after the commit. */
export type InboxWriter = { write(item: InboxItem): Promise<InboxResult> };

type Waiting = { item: InboxItem; resolve: (result: InboxResult) => void; reject: (cause: unknown) => void };

/** Requests that arrive within this time share one commit, which costs one disk flush instead of one each. */
const GATHER_MS = 2;
const BATCH_MAX = 200;
/** Two batches in flight keep the disk busy while the next one is gathered. */
const FLIGHTS_MAX = 2;

/** Groups requests of one organization into commits. Durable before it answers; a failed commit fails its requests. */
export function createInboxWriter(deps: FlowDeps): InboxWriter {
  const waiting = new Map<string, Waiting[]>();
  const timers = new Map<string, NodeJS.Timeout>();
  const flights = new Map<string, number>();

  async function flush(organizationId: string): Promise<void> {
    timers.delete(organizationId);
    if ((flights.get(organizationId) ?? 0) >= FLIGHTS_MAX) return;
    const batch = waiting.get(organizationId)?.splice(0, BATCH_MAX) ?? [];
    if (batch.length === 0) return;
    flights.set(organizationId, (flights.get(organizationId) ?? 0) + 1);
    try {
      const results = await storeInboxBatch(
        deps,
        organizationId,
        batch.map((entry) => entry.item),
      );
      for (const [index, entry] of batch.entries())
        entry.resolve(results[index] ?? { accepted: 0, duplicates: 0 });
    } catch (cause) {
      for (const entry of batch) entry.reject(cause);
    } finally {
      const inFlight = (flights.get(organizationId) ?? 1) - 1;
      if (inFlight === 0) flights.delete(organizationId);
      else flights.set(organizationId, inFlight);
      if ((waiting.get(organizationId)?.length ?? 0) > 0) void flush(organizationId);
      else waiting.delete(organizationId);
    }
  }

  return {
    write(item) {
      const { organizationId } = item.connection;
      return new Promise((resolve, reject) => {
        const queue = waiting.get(organizationId) ?? [];
        waiting.set(organizationId, queue);
        queue.push({ item, resolve, reject });
        if (queue.length >= BATCH_MAX) void flush(organizationId);
        else if (!timers.has(organizationId)) {
          timers.set(
            organizationId,
            setTimeout(() => void flush(organizationId), GATHER_MS),
          );
        }
      });
    },
  };
}
