import { createHmac } from 'node:crypto';
import type { WebhookRequest, WebhookVerdict } from '../../../flow/ports.ts';
import { findHeader } from '../shared/find-header.ts';
import { isEqualConstantTime } from '../shared/is-equal-constant-time.ts';

/** HubSpot's tolerance. The vendor names only the past side; a signature from the future is no better. */
const WINDOW_MS = 300_000;

/** The characters that HubSpot decodes before it signs; any other escape stays (HubSpot, validating requests, v3). */
const DECODED_ESCAPES = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * Whether a request carries HubSpot's v3 signature: base64 HMAC-SHA256 under the app's client secret over method,
 * URI, raw body and timestamp. v1 and v2 sign no time, so they are not accepted. An empty secret verifies nothing.
 */
export function verifyHubspotWebhook(request: WebhookRequest, secret: string): WebhookVerdict {
  const signature = findHeader(request.headers, 'x-hubspot-signature-v3');
  const timestamp = findHeader(request.headers, 'x-hubspot-request-timestamp');
  if (signature === undefined || timestamp === undefined)
    return { ok: false, code: 'webhook.signature_missing' };
  if (secret === '' || !/^[0-9]{1,15}$/.test(timestamp))
    return { ok: false, code: 'webhook.signature_invalid' };
  if (Math.abs(request.receivedAtMs - Number.parseInt(timestamp, 10)) > WINDOW_MS) {
    return { ok: false, code: 'webhook.timestamp_out_of_window' };
  }
  const uri = request.url.replace(DECODED_ESCAPES, (escaped) => decodeURIComponent(escaped));
  const expected = createHmac('sha256', secret)
    .update(`${request.method}${uri}`)
    .update(request.body)
    .update(timestamp)
    .digest('base64');
  return isEqualConstantTime(signature, expected)
    ? { ok: true }
    : { ok: false, code: 'webhook.signature_invalid' };
}
