import { createHmac } from 'node:crypto';
import type { WebhookRequest, WebhookVerdict } from '../../../flow/ports.ts';
import { findHeader } from '../shared/find-header.ts';
import { isEqualConstantTime } from '../shared/is-equal-constant-time.ts';

/**
 * Whether a request carries Xero's signature: base64 HMAC-SHA256 of the raw body under the webhook signing key (Xero,
 * webhooks). It signs no time, so replays are stopped by deduplication only. An empty key verifies nothing.
 */
export function verifyXeroWebhook(request: WebhookRequest, secret: string): WebhookVerdict {
  const signature = findHeader(request.headers, 'x-xero-signature');
  if (signature === undefined) return { ok: false, code: 'webhook.signature_missing' };
  const expected = createHmac('sha256', secret).update(request.body).digest('base64');
  return secret !== '' && isEqualConstantTime(signature, expected)
    ? { ok: true }
    : { ok: false, code: 'webhook.signature_invalid' };
}
