import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getInvoiceForUpdate } from '../../runtime/src/flow/get-invoice-row.ts';
import { recordEvent } from '../../runtime/src/flow/record-event.ts';
import {
  AddedWaiterSchema,
  CreatedWebhookEndpointSchema,
  ReplayQueuedSchema,
  RotatedSecretSchema,
  TestQueuedSchema,
  WebhookDeliveryPage,
  WebhookEndpointPage,
  WebhookEndpointSchema,
} from '../../runtime/src/http/schemas/webhooks.ts';
import { waitingDeal } from '../console/support/waiting-deal.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { AnyPage, readAs } from './support/read-as.ts';

const URL_OUTSIDE = 'https://flows.example.com/webhook/7f2c';
const ENDPOINTS = '/v1/webhook-endpoints';

let loop: HttpLoop;
let key: string;
let invoiceId: string;
let posts = 0;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key({ permissions: ['read', 'webhooks'] })).key;
  await loop.tellOf(waitingDeal('1'));
  await loop.hub.drain();
  invoiceId = (await loop.invoices())[0]?.id ?? '';
});
afterAll(() => loop.hub.close());

const post = (path: string, json: unknown, of = key) => {
  posts += 1;
  return loop.call(of, path, { method: 'POST', json, idempotencyKey: `webhooks-${posts}` });
};
const createOne = async (json: object = { url: URL_OUTSIDE }, of = key) => {
  const response = await post(ENDPOINTS, json, of);
  expect(response.status).toBe(201);
  return readAs(response, CreatedWebhookEndpointSchema.strict());
};

describe('a webhook endpoint', () => {
  it('is made with its secret, which no other answer shows', async () => {
    const made = await createOne({
      url: URL_OUTSIDE,
      description: 'n8n',
      eventTypes: ['invoice.issued', 'invoice.paid'],
      entityIds: [loop.organization.usEntityId],
      statuses: ['issued', 'overdue'],
    });
    expect(made).toMatchObject({ state: 'active', disabledReason: null, createdBy: { kind: 'api_key' } });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { secret, ...shown } = made;
    const read = await readAs(loop.call(key, `${ENDPOINTS}/${made.id}`), WebhookEndpointSchema.strict());
    expect(read).toEqual(shown);
    const text = await (await loop.call(key, ENDPOINTS)).text();
    expect(WebhookEndpointPage.parse(JSON.parse(text)).items).toContainEqual(shown);
    expect(text).not.toContain(secret.slice('whsec_'.length));
  });

  it('with empty filters hears of everything', async () => {
    const made = await createOne({ url: URL_OUTSIDE, eventTypes: [], entityIds: [], statuses: [] });
    expect(made).toMatchObject({ eventTypes: null, entityIds: null, statuses: null });
  });

  it('is deleted, and then is not there', async () => {
    const { id } = await createOne();
    expect((await loop.call(key, `${ENDPOINTS}/${id}`, { method: 'DELETE' })).status).toBe(204);
    await expectProblem(await loop.call(key, `${ENDPOINTS}/${id}`), 'webhook.endpoint_not_found');
    await expectProblem(
      await loop.call(key, `${ENDPOINTS}/${id}`, { method: 'DELETE' }),
      'webhook.endpoint_not_found',
    );
  });

  it('gets a new secret, and the old one goes on for a day', async () => {
    const { id, secret } = await createOne();
    const rotated = await readAs(post(`${ENDPOINTS}/${id}/rotate-secret`, {}), RotatedSecretSchema.strict());
    expect(rotated.secret).not.toBe(secret);
    const dayMs = 24 * 60 * 60 * 1_000;
    expect(Date.parse(rotated.previousValidUntil)).toBe(loop.hub.clock.now().getTime() + dayMs);
  });

  it('is tried out, and its log shows the message', async () => {
    const { id } = await createOne();
    const response = await post(`${ENDPOINTS}/${id}/test`, {});
    expect(response.status).toBe(202);
    const { eventId } = await readAs(response, TestQueuedSchema.strict());
    const page = await readAs(loop.call(key, `${ENDPOINTS}/${id}/deliveries`), WebhookDeliveryPage.strict());
    expect(page.items).toMatchObject([
      { eventId, eventType: 'endpoint.test', state: 'pending', attempt: 0, httpStatus: null },
    ]);
    const none = await readAs(
      loop.call(key, `${ENDPOINTS}/${id}/deliveries?state=delivered`),
      WebhookDeliveryPage,
    );
    expect(none.items).toEqual([]);
  });

  it('is enabled again, which changes nothing on an active one', async () => {
    const { id, secret: _secret, ...shown } = await createOne();
    const enabled = await readAs(post(`${ENDPOINTS}/${id}/enable`, {}), WebhookEndpointSchema.strict());
    expect(enabled).toEqual({ id, ...shown });
  });

  it('gets an event by name, the events of a time, or the missing ones', async () => {
    loop.hub.clock.advance(1_000);
    const { id } = await createOne();
    const replay = (json: object) => post(`${ENDPOINTS}/${id}/replay`, json);
    expect(await readAs(replay({ missing: true }), ReplayQueuedSchema.strict())).toEqual({
      enqueued: 0,
      hasMore: false,
    });
    const from = '2020-01-01T00:00:00.000Z';
    const to = '2030-01-01T00:00:00.000Z';
    expect((await readAs(replay({ from, to }), ReplayQueuedSchema)).enqueued).toBeGreaterThanOrEqual(2);
    await expectProblem(await replay({ eventId: 'evt_nowhere' }), 'request.not_found');
    for (const wrong of [{}, { missing: false }, { from }, { eventId: 'x', missing: true }]) {
      await expectProblem(await replay(wrong), 'request.invalid');
    }
  });
});

describe('a message', () => {
  it('shows the invoice exactly as the list of invoices does', async () => {
    const { id } = await createOne({ url: URL_OUTSIDE, eventTypes: ['invoice.synced'] });
    await loop.hub.database.inOrganization(loop.organization.id, async (tx) => {
      await getInvoiceForUpdate(tx, invoiceId);
      await recordEvent(tx, loop.hub.system(loop.organization.id), invoiceId, 'invoice.synced', {});
    });
    const [row] = await loop.hub.database.owner<{ body: string }[]>`
      select body from webhook_deliveries where endpoint_id = ${id}`;
    const { items } = await readAs(loop.call(key, '/v1/invoices'), AnyPage);
    expect(items.find((item) => item.id === invoiceId)).toEqual(JSON.parse(row?.body ?? '').data.invoice);
  });
});

describe('the address of a receiver', () => {
  it.each([
    'http://flows.example.com/x',
    'https://localhost/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://flows.example.com:8443/x',
    'https://user:secret@flows.example.com/x',
    'ftp://flows.example.com/x',
    'no url at all',
  ])('%s is refused when it is given', async (url) => {
    const problem = await expectProblem(await post(ENDPOINTS, { url }), 'request.invalid');
    expect(problem.errors).toMatchObject([{ pointer: '/body/url', code: 'outbound.address_refused' }]);
    const waiter = await post(`/v1/invoices/${invoiceId}/waiters`, { resumeUrl: url });
    const refused = await expectProblem(waiter, 'request.invalid');
    expect(refused.errors).toMatchObject([{ pointer: '/body/resumeUrl', code: 'outbound.address_refused' }]);
  });
});

describe('an unknown filter', () => {
  it.each([
    { eventTypes: ['invoice.teleported'] },
    { statuses: ['lost'] },
    { entityIds: ['ent_nowhere'] },
    { colour: 'red' },
  ])('%j is refused', async (filter) => {
    await expectProblem(await post(ENDPOINTS, { url: URL_OUTSIDE, ...filter }), 'request.invalid');
  });
});

describe('a key', () => {
  it('sees and changes the endpoints that it made itself; an administrator all of them', async () => {
    const other = (await loop.key({ permissions: ['read', 'webhooks'] })).key;
    const admin = (await loop.key()).key;
    const { id } = await createOne();
    const list = async (of: string) =>
      (await readAs(loop.call(of, `${ENDPOINTS}?limit=100`), WebhookEndpointPage)).items.map(
        (item) => item.id,
      );
    expect(await list(key)).toContain(id);
    expect(await list(admin)).toContain(id);
    expect(await list(other)).toEqual([]);
    for (const path of ['rotate-secret', 'enable', 'test']) {
      await expectProblem(await post(`${ENDPOINTS}/${id}/${path}`, {}, other), 'webhook.endpoint_not_found');
    }
    await expectProblem(
      await post(`${ENDPOINTS}/${id}/replay`, { missing: true }, other),
      'webhook.endpoint_not_found',
    );
    for (const call of [{}, { method: 'DELETE' }]) {
      await expectProblem(await loop.call(other, `${ENDPOINTS}/${id}`, call), 'webhook.endpoint_not_found');
    }
    expect((await loop.call(admin, `${ENDPOINTS}/${id}`, { method: 'DELETE' })).status).toBe(204);
  });

  it('for one entity hears of that one only, and sees no endpoint that hears of more', async () => {
    const { usEntityId, jpEntityId } = loop.organization;
    const narrow = (await loop.key({ entityIds: [jpEntityId] })).key;
    const { id } = await createOne();
    expect((await createOne({ url: URL_OUTSIDE }, narrow)).entityIds).toEqual([jpEntityId]);
    await expectProblem(
      await post(ENDPOINTS, { url: URL_OUTSIDE, entityIds: [usEntityId] }, narrow),
      'auth.entity_not_granted',
    );
    await expectProblem(await loop.call(narrow, `${ENDPOINTS}/${id}`), 'webhook.endpoint_not_found');
    const { items } = await readAs(loop.call(narrow, ENDPOINTS), WebhookEndpointPage);
    expect(items.map((item) => item.entityIds)).toEqual([[jpEntityId]]);
  });

  it('that may not read makes no endpoint, which would read for it', async () => {
    const blind = (await loop.key({ permissions: ['webhooks'] })).key;
    await expectProblem(await post(ENDPOINTS, { url: URL_OUTSIDE }, blind), 'auth.scope_missing');
  });
});

describe('a waiter', () => {
  it('is told that it waits, for which request, and where people decide', async () => {
    const response = await post(`/v1/invoices/${invoiceId}/waiters`, { resumeUrl: URL_OUTSIDE });
    const waiter = await readAs(response, AddedWaiterSchema);
    expect(waiter).toMatchObject({
      state: 'waiting',
      pageUrl: `https://hub.example/invoices/${invoiceId}`,
    });
    expect(waiter).toHaveProperty('approvalId', expect.stringMatching(/^apr_/));
  });

  it('is made once for one Idempotency-Key', async () => {
    const call = { json: { resumeUrl: URL_OUTSIDE }, idempotencyKey: 'waiter-once' };
    const [first, second] = [
      await (await loop.call(key, `/v1/invoices/${invoiceId}/waiters`, call)).json(),
      await (await loop.call(key, `/v1/invoices/${invoiceId}/waiters`, call)).json(),
    ];
    expect(second).toEqual(first);
  });

  it('is not answered by anybody looking: a GET decides nothing', async () => {
    await post(`/v1/invoices/${invoiceId}/waiters`, { resumeUrl: URL_OUTSIDE });
    const state = () =>
      loop.hub.database.owner`
        select r.state as request, w.state as waiter from approval_requests r
        join approval_waiters w on w.request_id = r.id where r.invoice_id = ${invoiceId}`;
    const before = await state();
    expect(new Set(before.map(({ request, waiter }) => `${request} ${waiter}`))).toEqual(
      new Set(['open waiting']),
    );
    const paths = ['/invoices', '/v1/invoices'].flatMap((base) => [
      `${base}/${invoiceId}`,
      `${base}/${invoiceId}/waiters`,
    ]);
    for (let times = 0; times < 20; times += 1) {
      for (const path of paths) await loop.call(key, path);
    }
    expect(await state()).toEqual(before);
    expect(
      await loop.hub.database.owner`select 1 from webhook_deliveries where waiter_id is not null`,
    ).toHaveLength(0);
  });

  it('for an unknown invoice, or one of another entity, is refused', async () => {
    const wait = (id: string, of: string) =>
      post(`/v1/invoices/${id}/waiters`, { resumeUrl: URL_OUTSIDE }, of);
    await expectProblem(await wait('inv_nowhere', key), 'invoice.not_found');
    const narrow = (await loop.key({ entityIds: [loop.organization.jpEntityId] })).key;
    await expectProblem(await wait(invoiceId, narrow), 'auth.entity_not_granted');
  });
});
