import { AppError } from '../../core/app-error.ts';
import type { FlowDeps } from '../context.ts';
import { findConnectionByToken } from '../find-connection.ts';
import type { WebhookRequest } from '../ports.ts';
import { countRefusal } from './count-refusal.ts';
import type { InboxWriter } from './create-inbox-writer.ts';
import { addWaitingHints, isHintQueueFull } from './hint-gauge.ts';

/** Vendors repeat a refused webhook at times of their own, from a minute on; this is for those who ask. A guess. */
const RETRY_WHEN_FULL_AFTER_MS = 60_000;

type ReceiveWebhookInput = {
  /** The 128-bit token in the endpoint's path. */
  token: string;
  request: WebhookRequest;
};

/**
 * Takes a vendor's webhook: verifies the signature over the raw bytes, then stores it durably with its jobs.
 * Returns once the database has committed. A wrong signature leaves nothing but a counter (`webhook.*`, 401), and so
 * does a webhook while as many hints of its connection wait as may (`webhook.queue_full`): the vendor sends it again.
 */
export async function receiveWebhook(
  deps: FlowDeps,
  inbox: InboxWriter,
  input: ReceiveWebhookInput,
): Promise<{ accepted: number; duplicates: number }> {
  const found = await findConnectionByToken(deps, input.token);
  if (found === undefined) throw new AppError('connection.not_found');
  const { connection, connector, webhookSecret } = found;
  if (webhookSecret === undefined) throw new AppError('webhook.secret_missing');
  const verdict = connector.verifyWebhook(input.request, webhookSecret);
  if (!verdict.ok) {
    await countRefusal(deps, connection, verdict.code);
    throw new AppError(verdict.code, { context: { connectionId: connection.id } });
  }
  if (connection.isPaused) throw new AppError('connection.paused');
  const parsed = connector.parseWebhook(input.request.body);
  if (!parsed.ok) throw new AppError('webhook.body_unreadable', { detail: parsed.reason });
  if (parsed.value.length === 0) return { accepted: 0, duplicates: 0 };
  if (await isHintQueueFull(deps, connection)) {
    await countRefusal(deps, connection, 'webhook.queue_full');
    throw new AppError('webhook.queue_full', { retryAfterMs: RETRY_WHEN_FULL_AFTER_MS });
  }
  const result = await inbox.write(connection.organizationId, {
    kind: 'webhook',
    connectionId: connection.id,
    body: input.request.body,
    hints: parsed.value,
  });
  addWaitingHints(deps, connection, result.accepted);
  return result;
}
