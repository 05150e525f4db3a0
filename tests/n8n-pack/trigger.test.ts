import type { IDataObject } from 'n8n-workflow';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { receive } from '../../nodes/SeikyuTrigger/receive.ts';
import { SeikyuTrigger } from '../../nodes/SeikyuTrigger/SeikyuTrigger.node.ts';
import { remember, type SeenEvents } from '../../nodes/SeikyuTrigger/seen-events.ts';
import { isGenuine } from '../../nodes/SeikyuTrigger/verify-signature.ts';
import { ENDLESS_TEXT, HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { createContext } from './support/fake-context.ts';
import { createFakeHub, type FakeHub, problem } from './support/fake-hub.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = new Date('2026-11-24T03:00:00.000Z');
const BODY = JSON.stringify({
  type: 'invoice.issued',
  timestamp: '2026-11-24T02:59:59.000Z',
  data: {
    eventId: 'evt_1',
    sequence: 7,
    entityId: 'ent_1',
    invoiceId: 'inv_1',
    previous: {},
    invoice: { note: '請求書' },
  },
});

/** A delivery signed by the library of Standard Webhooks, not by us. */
function signed(overrides: { id?: string; at?: Date; secret?: string; body?: string } = {}) {
  const { id = 'evt_1', at = NOW, secret = SECRET, body = BODY } = overrides;
  return {
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    } as IDataObject,
    rawBody: Buffer.from(body),
  };
}

const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

function deliver(
  request: { headers: IDataObject; rawBody?: Buffer },
  staticData: IDataObject = { secret: SECRET },
) {
  const context = createContext({
    hub: createFakeHub({}),
    parameters: {},
    staticData,
    request: { method: 'POST', ...request },
  });
  return { ...receive(context.webhook, NOW), response: context.response };
}

describe('a delivery', () => {
  test('that is genuine and fresh starts the workflow with the event', () => {
    const { workflowData } = deliver(signed());
    expect(workflowData?.[0]?.[0]?.json).toEqual({
      type: 'invoice.issued',
      timestamp: '2026-11-24T02:59:59.000Z',
      eventId: 'evt_1',
      sequence: 7,
      entityId: 'ent_1',
      invoiceId: 'inv_1',
      previous: {},
      invoice: { note: '請求書' },
    });
  });

  test('says what hostile texts say to the letter, and nothing else', () => {
    for (const text of [...Object.values(HOSTILE_TEXTS), ENDLESS_TEXT]) {
      const data = { eventId: 'evt_1', invoiceId: 'inv_1', invoice: { customerName: text, [text]: text } };
      const body = JSON.stringify({ type: 'invoice.issued', timestamp: NOW.toISOString(), data });
      const { workflowData } = deliver(signed({ body }));
      expect(workflowData).toHaveLength(1);
      expect(workflowData?.[0]?.[0]?.json).toEqual({
        type: 'invoice.issued',
        timestamp: NOW.toISOString(),
        ...data,
      });
    }
  });

  test.each([
    ['signed with another secret', signed({ secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' })],
    ['of another body', { ...signed(), rawBody: Buffer.from(BODY.replace('inv_1', 'inv_2')) }],
    ['with another id', { ...signed(), headers: { ...signed().headers, 'webhook-id': 'evt_2' } }],
    ['five minutes and a second old', signed({ at: later(-301) })],
    ['five minutes and a second in the future', signed({ at: later(301) })],
    ['without a signature', { ...signed(), headers: { ...signed().headers, 'webhook-signature': '' } }],
    ['without an id', { ...signed(), headers: { ...signed().headers, 'webhook-id': undefined } }],
    ['without a time', { ...signed(), headers: { ...signed().headers, 'webhook-timestamp': undefined } }],
    [
      'with a time that is none',
      { ...signed(), headers: { ...signed().headers, 'webhook-timestamp': 'hello' } },
    ],
    ['without its bytes', { headers: signed().headers }],
  ])('%s is answered with 401 and starts nothing', (_, request) => {
    const { workflowData, response } = deliver(request);
    expect(workflowData).toBeUndefined();
    expect(response.status).toBe(401);
  });

  test.each([-300, 300])('%i seconds off is still taken', (seconds) => {
    expect(deliver(signed({ at: later(seconds) })).workflowData).toBeDefined();
  });

  test('is refused while no secret is known', () => {
    expect(deliver(signed(), {}).response.status).toBe(401);
  });

  test('that is replayed, byte for byte, is answered with 401 and starts nothing', () => {
    const staticData = { secret: SECRET };
    expect(deliver(signed(), staticData).workflowData).toBeDefined();
    const again = deliver(signed(), staticData);
    expect(again.workflowData).toBeUndefined();
    expect(again.response.status).toBe(401);
  });

  test('of an event that was taken, tried anew after a lost answer, is acknowledged and starts nothing', () => {
    const staticData = { secret: SECRET };
    deliver(signed(), staticData);
    const again = deliver(signed({ at: later(5) }), staticData);
    expect(again.workflowData).toBeUndefined();
    expect(again.webhookResponse).toBe('ok');
    expect(again.response.status).toBe(0);
  });

  test('that only tries the endpoint out is acknowledged and starts nothing', () => {
    const body = JSON.stringify({ type: 'endpoint.test', timestamp: '', data: { eventId: 'evt_9' } });
    const answer = deliver(signed({ body }));
    expect(answer.workflowData).toBeUndefined();
    expect(answer.webhookResponse).toBe('ok');
  });
});

test('a refused delivery is not remembered: the genuine one that comes after it is taken', () => {
  const staticData = { secret: SECRET };
  deliver({ ...signed(), rawBody: Buffer.from('{}') }, staticData);
  expect(deliver(signed(), staticData).workflowData).toBeDefined();
});

test('the memory of events is bounded, and forgets the oldest', () => {
  let seen: SeenEvents = [];
  for (let index = 0; index < 1200; index += 1) seen = remember(seen, `evt_${index}`, '1');
  expect(seen).toHaveLength(500);
  expect(seen[0]).toEqual(['evt_700', '1']);
});

describe('the signature', () => {
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  const rawBody = Buffer.from('{"test": 2432232314}');
  const at = new Date(1614265330 * 1000);
  const valid = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  const check = (signature: string, secret = SECRET) =>
    isGenuine({ id, timestamp: '1614265330', signature, rawBody }, secret, at);

  test('of the published test vector fits', () => {
    expect(check(valid)).toBe(true);
  });

  test('may be any of a list, as while a secret is being rotated', () => {
    const wrong = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
    expect(check(`${wrong} v2,${valid.slice(3)} ${valid}`)).toBe(true);
  });

  test.each(['v1,dawfeoifkpqwoekfpqoekf', 'v1,', valid.slice(0, 8), valid.replace('v1', 'v2'), '', 'v1'])(
    '"%s" does not fit',
    (signature) => {
      expect(check(signature)).toBe(false);
    },
  );

  test.each(['', 'whsec_', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])('fits no secret like "%s"', (secret) => {
    expect(check(valid, secret)).toBe(false);
  });
});

describe('the endpoint in the hub', () => {
  const { checkExists, create, delete: remove } = new SeikyuTrigger().webhookMethods.default;
  const PARAMETERS = {
    events: ['invoice.issued', 'invoice.paid'],
    filters: { entityIds: ['ent_1'], statuses: ['overdue'] },
  };
  const WISH = {
    url: 'https://n8n.example/webhook/1/webhook',
    description: 'n8n: Orders',
    eventTypes: ['invoice.issued', 'invoice.paid'],
    entityIds: ['ent_1'],
    statuses: ['overdue'],
  };
  const hookOf = (hub: FakeHub, staticData: IDataObject, parameters: IDataObject = PARAMETERS) =>
    createContext({ hub, parameters, staticData }).hook;
  const made = { status: 201, body: { id: 'whe_1', secret: SECRET } };

  test('is made with the events and filters, and its secret is kept', async () => {
    const hub = createFakeHub({ 'POST /v1/webhook-endpoints': made });
    const data: IDataObject = {};
    expect(await create.call(hookOf(hub, data))).toBe(true);
    expect(hub.asked[0]?.body).toEqual(WISH);
    expect(data).toMatchObject({ endpointId: 'whe_1', secret: SECRET });
  });

  test('asks for every event by naming none', async () => {
    const hub = createFakeHub({ 'POST /v1/webhook-endpoints': made });
    await create.call(hookOf(hub, {}, { events: ['*'], filters: {} }));
    expect(hub.asked[0]?.body).toEqual({ url: WISH.url, description: WISH.description });
  });

  test('is not looked for before it was made', async () => {
    const hub = createFakeHub({});
    expect(await checkExists.call(hookOf(hub, {}))).toBe(false);
    expect(hub.asked).toEqual([]);
  });

  const known = () => ({ endpointId: 'whe_1', secret: SECRET, wish: JSON.stringify(WISH) });

  test('that is there as wished is kept', async () => {
    const hub = createFakeHub({ 'GET /v1/webhook-endpoints/whe_1': { body: { state: 'active' } } });
    expect(await checkExists.call(hookOf(hub, known()))).toBe(true);
    expect(hub.asked).toHaveLength(1);
  });

  test('that the hub had given up is enabled again', async () => {
    const hub = createFakeHub({
      'GET /v1/webhook-endpoints/whe_1': { body: { state: 'disabled' } },
      'POST /v1/webhook-endpoints/whe_1/enable': { body: {} },
    });
    expect(await checkExists.call(hookOf(hub, known()))).toBe(true);
    expect(hub.asked.at(-1)?.path).toBe('/v1/webhook-endpoints/whe_1/enable');
  });

  test.each([
    ['is gone', undefined, {}],
    ['has other events', { state: 'active' }, { wish: '{}' }],
    ['has lost its secret', { state: 'active' }, { secret: undefined }],
  ])('that %s is removed and made anew', async (_, body, change) => {
    const hub = createFakeHub({
      ...(body === undefined ? {} : { 'GET /v1/webhook-endpoints/whe_1': { body } }),
      'DELETE /v1/webhook-endpoints/whe_1': { status: 204 },
    });
    const data = { ...known(), ...change };
    expect(await checkExists.call(hookOf(hub, data))).toBe(false);
    expect(hub.asked.at(-1)?.method).toBe('DELETE');
    expect(data.endpointId).toBeUndefined();
  });

  test('is removed with the trigger; one that is gone already is fine', async () => {
    const hub = createFakeHub({});
    const data: IDataObject = { ...known(), seen: [['evt_1', '1']] };
    expect(await remove.call(hookOf(hub, data))).toBe(true);
    expect(hub.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /v1/webhook-endpoints/whe_1',
    ]);
    expect(data).toEqual({ seen: [['evt_1', '1']] });
  });

  test('that cannot be removed is kept, and why is said', async () => {
    const hub = createFakeHub({
      'DELETE /v1/webhook-endpoints/whe_1': problem(
        401,
        'auth.invalid',
        'The API key is unknown, expired or revoked',
      ),
    });
    const data = known();
    await expect(remove.call(hookOf(hub, data))).rejects.toThrow('unknown, expired or revoked');
    expect(data.endpointId).toBe('whe_1');
  });
});
