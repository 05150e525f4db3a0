import type { FlowDeps } from '../context.ts';
import type { WebhookHint } from '../ports.ts';
import { shareCommits } from './share-commits.ts';
import { storePushes } from './store-pushes.ts';
import { storeWebhooks } from './store-webhooks.ts';

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

/**
 * Makes the writer: requests of one organization share commits. Webhooks and pushes do not share them with each other,
 * so that neither waits for the other's statements.
 */
export function createInboxWriter(deps: FlowDeps): InboxWriter {
  const writeWebhook = shareCommits<InboxWebhook>((organizationId, webhooks) =>
    storeWebhooks(deps, organizationId, webhooks),
  );
  const writePush = shareCommits<InboxPush>((organizationId, pushes) =>
    storePushes(deps, organizationId, pushes),
  );
  return {
    write: (organizationId, item) =>
      item.kind === 'webhook' ? writeWebhook(organizationId, item) : writePush(organizationId, item),
  };
}
