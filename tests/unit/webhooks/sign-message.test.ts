import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatSecret, secretToKey } from '../../../runtime/src/core/webhooks/secret.ts';
import { signMessage } from '../../../runtime/src/core/webhooks/sign-message.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW_SECONDS = 1_764_000_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_SECONDS * 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the signature', () => {
  it('is the one of the published example of Standard Webhooks', () => {
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampSeconds: 1_614_265_330,
      body: '{"test": 2432232314}',
    };
    expect(signMessage(message, [SECRET])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('covers the UTF-8 bytes of the body', () => {
    const message = {
      id: 'msg_own1',
      timestampSeconds: NOW_SECONDS,
      body: '{"type":"invoice.approved","timestamp":"2026-11-24T00:00:00Z","data":{"invoice_id":"inv_1","note":"請求書"}}',
    };
    expect(signMessage(message, [SECRET])).toBe('v1,0jmQzE3LRwVJ1iyUZe+8LFXAHAp/Rpqx+WCx/tFF/8Q=');
  });

  it('is one per secret, separated by a space, and each alone is enough', () => {
    const other = formatSecret(new Uint8Array(32).fill(7));
    const message = { id: 'evt_1', timestampSeconds: NOW_SECONDS, body: '{}' };
    const both = signMessage(message, [other, SECRET]);
    expect(both.split(' ')).toEqual([signMessage(message, [other]), signMessage(message, [SECRET])]);
    for (const secret of [SECRET, other])
      expect(() => verify(secret, { 'webhook-signature': both })).not.toThrow();
    expect(() => verify(formatSecret(new Uint8Array(32)), { 'webhook-signature': both })).toThrow();
  });
});

const BODY = '{}';

/** Lets the library of the standard check what we sign, with some of the headers changed. */
function verify(secret: string, changed: Record<string, string | undefined>, body = BODY): unknown {
  const headers: Record<string, string> = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(NOW_SECONDS),
    'webhook-signature': signMessage({ id: 'evt_1', timestampSeconds: NOW_SECONDS, body: BODY }, [SECRET]),
  };
  for (const [name, value] of Object.entries(changed)) {
    if (value === undefined) delete headers[name];
    else headers[name] = value;
  }
  return new Webhook(secret).verify(body, headers);
}

const valid = () => signMessage({ id: 'evt_1', timestampSeconds: NOW_SECONDS, body: BODY }, [SECRET]);
const signedAt = (timestampSeconds: number) => ({
  'webhook-timestamp': String(timestampSeconds),
  'webhook-signature': signMessage({ id: 'evt_1', timestampSeconds, body: BODY }, [SECRET]),
});

describe('a receiver with the library of the standard', () => {
  it('takes what we sign, also within five minutes to either side', () => {
    expect(() => verify(SECRET, {})).not.toThrow();
    for (const seconds of [-300, 300])
      expect(() => verify(SECRET, signedAt(NOW_SECONDS + seconds))).not.toThrow();
  });

  it('takes a list in which one signature is right', () => {
    const wrong = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
    const list = `${wrong} ${wrong.replace('v1', 'v2')} ${valid()} ${wrong}`;
    expect(() => verify(SECRET, { 'webhook-signature': list })).not.toThrow();
  });

  it.each([
    ['without an id', () => ({ 'webhook-id': undefined })],
    ['without a timestamp', () => ({ 'webhook-timestamp': undefined })],
    ['without a signature', () => ({ 'webhook-signature': undefined })],
    ['with a timestamp that is no number', () => ({ 'webhook-timestamp': 'hello' })],
    ['that is too old', () => signedAt(NOW_SECONDS - 301)],
    ['that comes from the future', () => signedAt(NOW_SECONDS + 301)],
    ['with a made-up signature', () => ({ 'webhook-signature': 'v1,dawfeoifkpqwoekfpqoekf' })],
    ['with an empty signature', () => ({ 'webhook-signature': 'v1,' })],
    ['with the beginning of the signature', () => ({ 'webhook-signature': valid().slice(0, 8) })],
    ['with the signature of another time', () => ({ 'webhook-timestamp': String(NOW_SECONDS + 1) })],
    ['with the signature of another id', () => ({ 'webhook-id': 'evt_2' })],
  ])('refuses a message %s', (_what, changed) => {
    expect(() => verify(SECRET, changed())).toThrow();
  });

  it('refuses another body', () => {
    expect(() => verify(SECRET, {}, '{ }')).toThrow();
  });
});

describe('a secret', () => {
  it('is shown with its prefix, and its key is the decoded bytes', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
    const secret = formatSecret(bytes);
    expect(secret.startsWith('whsec_')).toBe(true);
    expect(Buffer.from(secretToKey(secret)).equals(Buffer.from(bytes))).toBe(true);
  });
});
