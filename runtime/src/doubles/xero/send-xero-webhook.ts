import { createHmac } from 'node:crypto';
import type { JsonObject } from '../../core/json.ts';

/** Xero waits this long for an answer (Xero, webhooks). */
const TIMEOUT_MS = 5_000;

/** One delivery, and who signs it. */
export type XeroDelivery = {
  targetUrl: string;
  events: JsonObject[];
  firstSequence: number;
  entropy: string;
  signWith: string;
};

/** Posts events as Xero does and returns the receiver's status. Raises when there is no answer in 5 s. */
export async function sendXeroWebhook(delivery: XeroDelivery): Promise<{ status: number }> {
  const { events, firstSequence, entropy } = delivery;
  const hasEvents = events.length > 0;
  const body = JSON.stringify({
    events,
    firstEventSequence: hasEvents ? firstSequence : 0,
    lastEventSequence: hasEvents ? firstSequence + events.length - 1 : 0,
    entropy,
  });
  const signature = createHmac('sha256', delivery.signWith).update(body).digest('base64');
  const response = await fetch(delivery.targetUrl, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { 'content-type': 'application/json', 'x-xero-signature': signature },
    body,
  });
  await response.body?.cancel();
  return { status: response.status };
}
