import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyHubspotWebhook } from '../../../../runtime/src/adapters/systems/hubspot/verify-webhook.ts';
import { signHubspotWebhook } from '../../../../runtime/src/doubles/hubspot/sign-hubspot-webhook.ts';
import type { WebhookRequest } from '../../../../runtime/src/flow/ports.ts';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const SIGNED_AT_MS = 1_764_000_000_000;
const BODY =
  '[{"eventId":1,"objectId":42,"subscriptionType":"deal.propertyChange","propertyName":"dealstage","propertyValue":"closedwon"}]';
const PLAIN_URL = 'https://hooks.example.com/in/hubspot';
const PLAIN_SIGNATURE = 'WKpR+ZqA2sVuZIqj0owf0BZHZy49gtmfYfJE1ILrN5o=';
const ESCAPED_URL = 'https://hooks.example.com/in/hubspot?src=crm%3Adeals&to=a%40b.c%2Fd&q=x%20y';
const ESCAPED_SIGNATURE = 'DqHlFk4p7o5HR61knrqYKyeilQVtJoqAjTARwWr3ZPs=';

type Changes = Partial<Omit<WebhookRequest, 'body'>> & {
  body?: string;
  signature?: string;
  timestamp?: string;
};

function plainRequest(changes: Changes = {}): WebhookRequest {
  const { body, signature, timestamp, ...rest } = changes;
  return {
    method: 'POST',
    url: PLAIN_URL,
    headers: {
      'x-hubspot-signature-v3': signature ?? PLAIN_SIGNATURE,
      'x-hubspot-request-timestamp': timestamp ?? String(SIGNED_AT_MS),
    },
    receivedAtMs: SIGNED_AT_MS,
    body: new TextEncoder().encode(body ?? BODY),
    ...rest,
  };
}

const verdictOf = (changes: Changes, secret = SECRET): string => {
  const verdict = verifyHubspotWebhook(plainRequest(changes), secret);
  return verdict.ok ? 'ok' : verdict.code;
};

test('a signature over a plain URL holds', () => {
  expect(verdictOf({})).toBe('ok');
});

test('a signature over the decoded form of an escaped URL holds, with the escapes outside the table kept', () => {
  expect(verdictOf({ url: ESCAPED_URL, signature: ESCAPED_SIGNATURE })).toBe('ok');
});

test('escapes decode in either case of their hex digits', () => {
  const url = ESCAPED_URL.replace('%3A', '%3a').replace('%2F', '%2f');
  expect(verdictOf({ url, signature: ESCAPED_SIGNATURE })).toBe('ok');
});

test('exactly the twelve escapes of the table are decoded', () => {
  const escapes = Array.from(
    { length: 256 },
    (_, byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`,
  );
  const decoded = escapes.filter((escaped) => {
    const kept = createHmac('sha256', SECRET)
      .update(`POST${PLAIN_URL}/${escaped}${BODY}${SIGNED_AT_MS}`)
      .digest('base64');
    return verdictOf({ url: `${PLAIN_URL}/${escaped}`, signature: kept }) !== 'ok';
  });
  expect(decoded.toSorted()).toEqual(
    ['%21', '%24', '%27', '%28', '%29', '%2A', '%2C', '%2F', '%3A', '%3B', '%3F', '%40'].toSorted(),
  );
});

test.each([-300_000, 300_000])('a request %i ms from its signature is inside the window', (offsetMs) => {
  expect(verdictOf({ receivedAtMs: SIGNED_AT_MS + offsetMs })).toBe('ok');
});

test.each([-300_001, 300_001])('a request %i ms from its signature is outside the window', (offsetMs) => {
  expect(verdictOf({ receivedAtMs: SIGNED_AT_MS + offsetMs })).toBe('webhook.timestamp_out_of_window');
});

test('another secret does not verify', () => {
  expect(verdictOf({}, 'zzzzzzzz-yyyy-yyyy-yyyy-yyyyyyyyyyyy')).toBe('webhook.signature_invalid');
});

test('an empty secret verifies nothing, not even what was signed with it', () => {
  const signature = createHmac('sha256', '')
    .update(`POST${PLAIN_URL}${BODY}${SIGNED_AT_MS}`)
    .digest('base64');
  expect(verdictOf({ signature }, '')).toBe('webhook.signature_invalid');
});

test.each(['x-hubspot-signature-v3', 'x-hubspot-request-timestamp'])(
  'a request without %s is unsigned',
  (missing) => {
    const { headers } = plainRequest();
    const rest = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== missing));
    expect(verdictOf({ headers: rest })).toBe('webhook.signature_missing');
    expect(verdictOf({ headers: { ...rest, [missing]: '' } })).toBe('webhook.signature_missing');
  },
);

test('v1 and v2 signatures alone are no signature', () => {
  const headers = {
    'x-hubspot-signature': 'a'.repeat(64),
    'x-hubspot-request-timestamp': String(SIGNED_AT_MS),
  };
  expect(verdictOf({ headers })).toBe('webhook.signature_missing');
});

test('header names are found in any case', () => {
  const headers = {
    'X-HubSpot-Signature-v3': PLAIN_SIGNATURE,
    'X-HubSpot-Request-Timestamp': String(SIGNED_AT_MS),
  };
  expect(verdictOf({ headers })).toBe('ok');
});

test('a body that was parsed and written again does not verify', () => {
  const spaced = BODY.replaceAll(',', ', ');
  const signature = signHubspotWebhook({
    url: PLAIN_URL,
    body: spaced,
    timestampMs: SIGNED_AT_MS,
    clientSecret: SECRET,
  });
  expect(verdictOf({ body: spaced, signature })).toBe('ok');
  expect(verdictOf({ body: JSON.stringify(JSON.parse(spaced)), signature })).toBe(
    'webhook.signature_invalid',
  );
});

test.each([
  ['the method', { method: 'PUT' }],
  ['the host', { url: PLAIN_URL.replace('hooks', 'evil') }],
  ['the query', { url: `${PLAIN_URL}?x=1` }],
  ['the body', { body: BODY.replace('42', '43') }],
  ['the timestamp', { timestamp: String(SIGNED_AT_MS + 1) }],
  ['a signature cut short', { signature: PLAIN_SIGNATURE.slice(0, 8) }],
  ['a signature with another last character', { signature: `${PLAIN_SIGNATURE.slice(0, -2)}p=` }],
  ['a timestamp that is no number', { timestamp: 'hello' }],
  ['a timestamp with a sign', { timestamp: `+${SIGNED_AT_MS}` }],
])('a request that differs in %s does not verify', (_case, changes) => {
  expect(verdictOf(changes)).toBe('webhook.signature_invalid');
});

test('text outside ASCII is signed as UTF-8', () => {
  const body = '[{"note":"請求書"}]';
  const signature = signHubspotWebhook({
    url: PLAIN_URL,
    body,
    timestampMs: SIGNED_AT_MS,
    clientSecret: SECRET,
  });
  expect(verdictOf({ body, signature })).toBe('ok');
});
