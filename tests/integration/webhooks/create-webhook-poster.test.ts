import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookPoster } from '../../../runtime/src/adapters/webhooks/create-webhook-poster.ts';
import { type Receiver, startReceiver } from '../../flow/webhooks/support/start-receiver.ts';

let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

const message = (url: string) => ({
  url,
  headers: { 'webhook-id': 'evt_1' },
  body: '{"type":"endpoint.test"}',
});

describe('an address', () => {
  it.each([
    ['private', '10.0.0.1'],
    ['loopback', '127.0.0.1'],
    ['link-local, where clouds keep their metadata', '169.254.169.254'],
    ['IPv6 loopback', '::1'],
    ['IPv4 inside IPv6', '::ffff:192.168.0.1'],
  ])('of a public name that leads to a %s one is not called', async (_kind, address) => {
    const resolve = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
    const poster = createWebhookPoster({ openedOrigins: [], resolve });
    expect(() => poster.check('https://rebound.example.com/hook')).not.toThrow();
    expect(await poster.post(message('https://rebound.example.com/hook'))).toEqual({
      state: 'address_refused',
    });
    poster.close();
  });

  it('on loopback is called only where its origin was opened by name', async () => {
    const before = receiver.received.length;
    const closed = createWebhookPoster({ openedOrigins: [] });
    expect(() => closed.check(`${receiver.origin}/hook`)).toThrow();
    expect(await closed.post(message(`${receiver.origin}/hook`))).toEqual({ state: 'address_refused' });
    expect(receiver.received).toHaveLength(before);
    closed.close();
    const opened = createWebhookPoster({ openedOrigins: [receiver.origin] });
    expect(await opened.post(message(`${receiver.origin}/hook`))).toMatchObject({
      state: 'answered',
      status: 200,
    });
    opened.close();
  });
});

describe('a receiver', () => {
  it('gets the bytes as they are, in one POST', async () => {
    const poster = createWebhookPoster({ openedOrigins: [receiver.origin] });
    await poster.post({ ...message(`${receiver.origin}/bytes`), body: '{"note":"請求書 "}' });
    const got = receiver.received.filter(({ path }) => path === '/bytes');
    expect(got).toMatchObject([
      { method: 'POST', body: '{"note":"請求書 "}', headers: { 'webhook-id': 'evt_1' } },
    ]);
    poster.close();
  });

  it('that redirects is answered for, and not followed', async () => {
    const poster = createWebhookPoster({ openedOrigins: [receiver.origin] });
    receiver.answer(() => ({ status: 302, headers: { location: `${receiver.origin}/elsewhere` } }));
    expect(await poster.post(message(`${receiver.origin}/hook`))).toMatchObject({
      state: 'answered',
      status: 302,
    });
    expect(receiver.received.filter(({ path }) => path === '/elsewhere')).toEqual([]);
    poster.close();
  });

  it('says how long to wait in seconds', async () => {
    const poster = createWebhookPoster({ openedOrigins: [receiver.origin] });
    receiver.answer(() => ({ status: 503, headers: { 'retry-after': '7' } }));
    expect(await poster.post(message(`${receiver.origin}/hook`))).toEqual({
      state: 'answered',
      status: 503,
      retryAfterMs: 7_000,
    });
    poster.close();
  });

  it('that hangs is a timeout', async () => {
    const poster = createWebhookPoster({ openedOrigins: [receiver.origin], totalTimeoutMs: 50 });
    receiver.answer(() => 'hang');
    expect(await poster.post(message(`${receiver.origin}/hook`))).toEqual({ state: 'timeout' });
    poster.close();
  });

  it('that is not there, or hangs up without an answer, is unreachable', async () => {
    const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(rude, 'listening');
    const address = rude.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const poster = createWebhookPoster({ openedOrigins: [origin] });
    expect(await poster.post(message(`${origin}/hook`))).toEqual({ state: 'unreachable' });
    rude.close();
    await once(rude, 'close');
    expect(await poster.post(message(`${origin}/hook`))).toEqual({ state: 'unreachable' });
    poster.close();
  });
});
