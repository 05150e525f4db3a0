import { expect, test } from 'vitest';
import { verifyXeroWebhook } from '../../../../runtime/src/adapters/systems/xero/verify-webhook.ts';

const KEY = 'xero-signing-key';
const BODY = '{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}';
const SIGNATURE = 'LUQJVcwk7NmBGgDWR0x6jncR+5uAQB8ZKndNjInh0QM=';

function verdictOf(headers: Record<string, string>, body = BODY, secret = KEY): string {
  const bytes = new TextEncoder().encode(body);
  const request = {
    method: 'POST',
    url: 'https://hub.example/hooks/x',
    headers,
    body: bytes,
    receivedAtMs: 0,
  };
  const verdict = verifyXeroWebhook(request, secret);
  return verdict.ok ? 'ok' : verdict.code;
}

test('the signature of an intent to receive holds, whatever the case of the header', () => {
  expect(verdictOf({ 'x-xero-signature': SIGNATURE })).toBe('ok');
  expect(verdictOf({ 'X-Xero-Signature': SIGNATURE })).toBe('ok');
});

test.each([
  ['one changed byte of the body', SIGNATURE, BODY.replace('S0m3', 'S0m4'), KEY],
  ['a space that a re-serialised body has', SIGNATURE, BODY.replace(':[]', ': []'), KEY],
  ['another key', SIGNATURE, BODY, 'other'],
  ['the first characters only', SIGNATURE.slice(0, 8), BODY, KEY],
  ['the hexadecimal form', Buffer.from(SIGNATURE, 'base64').toString('hex'), BODY, KEY],
  ['the url-safe form', SIGNATURE.replace('+', '-'), BODY, KEY],
])('%s does not verify', (_case, signature, body, key) => {
  expect(verdictOf({ 'x-xero-signature': signature }, body, key)).toBe('webhook.signature_invalid');
});

test('no signature, or an empty one, is missing', () => {
  expect(verdictOf({})).toBe('webhook.signature_missing');
  expect(verdictOf({ 'x-xero-signature': '' })).toBe('webhook.signature_missing');
});

test('an empty key verifies nothing, not even what is signed with it', () => {
  // HMAC-SHA256 of the body under the empty key.
  const signature = 'ai8RW8QlZisWpA4cvivqvUgslf5upY7h4Ir1NIJgXlE=';
  expect(verdictOf({ 'x-xero-signature': signature }, BODY, '')).toBe('webhook.signature_invalid');
});
