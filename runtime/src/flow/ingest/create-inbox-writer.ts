import type { FlowDeps } from '../context.ts';
import type { WebhookHint } from '../ports.ts';
import { storeInboxBatch } from './store-inbox-batch.ts';

/** The answer of a push under its Idempotency-Key, sealed, to be stored with the push itself. */
export type KeptPush = { route: string; key: string; fingerprint: Uint8Array; status: number; body: string };

/** A verified webhook request on its way into the database. */
export type InboxWebhook = { kind: 'webhook'; connectionId: string; body: Uint8Array; hints: WebhookHint[] };

/** Records of one push on their way into the database; the body is one record or an array of them. */
export type InboxPush = {
  kind: 'push';
  connectionId: string | null;
  system: string;
  object: string;
  requestId: string;
  body: Uint8Array;
  kept: KeptPush;
};

/** What the inbox takes. */
export type InboxItem = InboxWebhook | InboxPush;

/**
 * What became of a request: how many of its events are new and how many were here already. A push counts as one event,
 * told apart by its Idempotency-Key.
 */
export type InboxResult = { accepted: number; duplicates: number };

/** Stores what came in; the promise settles after the commit. */
export type InboxWriter = { write(organizationId: string, item: InboxItem): Promise<InboxResult> };

type Waiting = { item: InboxItem; resolve: (result: InboxResult) => void; reject: (cause: unknown) => void };

/** The longest that a request waits for company while another commit is under way. */
const GATHER_MS = 2;
const BATCH_MAX = 200;
/** More commits at once than this only split the batches; a guess from measuring with 16 clients. */
const FLIGHTS_MAX = 3;

type Lane = { waiting: Waiting[]; flights: number; timer: NodeJS.Timeout | undefined };

/**
 * Groups requests of one organization into commits: at once when none is under way, else as soon as one ends or
 * after 2 ms. Durable before it answers; a failed commit fails its requests and no others.
 */
export function createInboxWriter(deps: FlowDeps): InboxWriter {
  const lanes = new Map<string, Lane>();

  function flush(organizationId: string, lane: Lane): void {
    clearTimeout(lane.timer);
    lane.timer = undefined;
    if (lane.waiting.length === 0 || lane.flights >= FLIGHTS_MAX) return;
    const batch = lane.waiting.splice(0, BATCH_MAX);
    lane.flights += 1;
    void store(organizationId, batch).finally(() => {
      lane.flights -= 1;
      if (lane.waiting.length > 0) flush(organizationId, lane);
      else if (lane.flights === 0) lanes.delete(organizationId);
    });
  }

  async function store(organizationId: string, batch: Waiting[]): Promise<void> {
    try {
      const items = batch.map((entry) => entry.item);
      const results = await storeInboxBatch(deps, organizationId, items);
      for (const [index, entry] of batch.entries()) {
        entry.resolve(results[index] ?? { accepted: 0, duplicates: 0 });
      }
    } catch (cause) {
      for (const entry of batch) entry.reject(cause);
    }
  }

  return {
    write(organizationId, item) {
      const lane = lanes.get(organizationId) ?? { waiting: [], flights: 0, timer: undefined };
      lanes.set(organizationId, lane);
      return new Promise((resolve, reject) => {
        lane.waiting.push({ item, resolve, reject });
        const isFull = lane.waiting.length >= BATCH_MAX;
        const wait = lane.flights === 0 || isFull ? 0 : GATHER_MS;
        if (isFull) flush(organizationId, lane);
        else lane.timer ??= setTimeout(() => flush(organizationId, lane), wait);
      });
    },
  };
}
