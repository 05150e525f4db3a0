import { signHubspotWebhook } from './sign-hubspot-webhook.ts';

/** A change of one deal property, as HubSpot tells it. */
export type DealWebhook = {
  targetUrl: string;
  dealId: string;
  propertyName: string;
  propertyValue: string;
  /** The next free one unless told: give the same twice to deliver twice. */
  eventId?: number;
  /** Another secret, to see a wrong signature refused. */
  signWith?: string;
};

/** HubSpot waits this long for an answer. */
const TIMEOUT_MS = 5_000;

/** Posts one event in an array, signed v3, and returns the receiver's status. Raises when there is no answer in 5 s. */
export async function sendDealWebhook(
  webhook: DealWebhook & { eventId: number },
  sender: { clientSecret: string; nowMs: number },
): Promise<{ status: number }> {
  const body = JSON.stringify([
    {
      eventId: webhook.eventId,
      subscriptionId: 12345,
      portalId: 62515,
      appId: 54321,
      occurredAt: sender.nowMs,
      subscriptionType: 'deal.propertyChange',
      attemptNumber: 0,
      objectId: Number.parseInt(webhook.dealId, 10),
      propertyName: webhook.propertyName,
      propertyValue: webhook.propertyValue,
      changeSource: 'CRM_UI',
    },
  ]);
  const signature = signHubspotWebhook({
    url: webhook.targetUrl,
    body,
    timestampMs: sender.nowMs,
    clientSecret: webhook.signWith ?? sender.clientSecret,
  });
  const response = await fetch(webhook.targetUrl, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signature,
      'x-hubspot-request-timestamp': String(sender.nowMs),
    },
    body,
  });
  await response.body?.cancel();
  return { status: response.status };
}
