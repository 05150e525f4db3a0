import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inbox, inboxHints, type records, webhookRefusals } from '../../../runtime/src/db/schema/index.ts';
import { createInboxWriter, type InboxWriter } from '../../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { receiveRecords } from '../../../runtime/src/flow/ingest/receive-records.ts';
import { receiveWebhook } from '../../../runtime/src/flow/ingest/receive-webhook.ts';
import type { WebhookHint, WebhookRequest, WebhookVerdict } from '../../../runtime/src/flow/ports.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { sampleBundle } from '../../support/sample-records.ts';

let loop: Loop;
let inboxWriter: InboxWriter;
let verdict: WebhookVerdict = { ok: true };

beforeAll(async () => {
  loop = await createLoop();
  inboxWriter = createInboxWriter(loop.hub.deps);
  loop.crm.verifyWebhook = () => verdict;
  loop.crm.parseWebhook = (body) => {
    const parsed = JSON.parse(new TextDecoder().decode(body));
    return Array.isArray(parsed)
      ? { ok: true, value: parsed as WebhookHint[] }
      : { ok: false, reason: 'no array' };
  };
});

afterAll(() => loop.hub.close());

const hint = (dedupeKey: string, externalId = '1'): WebhookHint => ({
  dedupeKey,
  object: 'deal',
  externalId,
  occurredAtMs: 1_764_000_000_000,
});

function post(hints: unknown, token = loop.organization.hubspot.webhookToken) {
  const request: WebhookRequest = {
    method: 'POST',
    url: 'https://hub.example/hooks/x',
    headers: {},
    body: new TextEncoder().encode(JSON.stringify(hints)),
    receivedAtMs: 0,
  };
  return receiveWebhook(loop.hub.deps, inboxWriter, { token, request });
}

const count = async (table: typeof inbox | typeof inboxHints | typeof records): Promise<number> =>
  (await loop.hub.database.inOrganization(loop.organization.id, (tx) => tx.select().from(table))).length;

test('an accepted webhook is in the database when the answer comes, and its job with it', async () => {
  expect(await post([hint('e1')])).toEqual({ accepted: 1, duplicates: 0 });
  expect(await count(inbox)).toBe(1);
  loop.crm.records.set('deal/1', sampleBundle({ id: '1', lines: [{ id: 'l', sku: 'API-P' }] }));
  await loop.hub.drain();
  expect(loop.crm.gets).toEqual(['deal/1']);
  expect(await loop.invoices()).toHaveLength(1);
});

test('the same event again is acknowledged and makes no second job', async () => {
  const before = loop.crm.gets.length;
  expect(await post([hint('e1')])).toEqual({ accepted: 0, duplicates: 1 });
  await loop.hub.drain();
  expect(loop.crm.gets.length).toBe(before);
});

test('a webhook that tells of nothing new leaves neither its bytes nor a job', async () => {
  const before = await count(inbox);
  await post([hint('e1')]);
  expect(await count(inbox)).toBe(before);
  const jobs = await loop.hub.database
    .owner`select from pgboss.job where name = 'receive' and state = 'created'`;
  expect(jobs).toHaveLength(0);
});

test('twins within one commit are one event', async () => {
  const results = await Promise.all([
    post([hint('twin', '7')]),
    post([hint('twin', '7')]),
    post([hint('twin', '7')]),
  ]);
  expect(results.map((result) => result.accepted).sort()).toEqual([0, 0, 1]);
  await loop.hub.drain();
  expect(loop.crm.gets.filter((place) => place === 'deal/7')).toHaveLength(1);
});

test('a second delivery that was regrouped with a new event is fetched for the new one', async () => {
  const fetches = () => loop.crm.gets.filter((place) => place === 'deal/8').length;
  await post([hint('regrouped-1', '8')]);
  await loop.hub.drain();
  expect(fetches()).toBe(1);
  loop.hub.clock.advance(1_000);
  expect(await post([hint('regrouped-1', '8'), hint('regrouped-2', '8')])).toEqual({
    accepted: 1,
    duplicates: 1,
  });
  await loop.hub.drain();
  expect(fetches()).toBe(2);
});

test('a burst of events about one record is answered by one fetch', async () => {
  const before = loop.crm.gets.length;
  loop.crm.records.set('deal/9', sampleBundle({ id: '9', lines: [] }));
  loop.hub.clock.advance(1_000);
  await post(Array.from({ length: 100 }, (_, index) => hint(`burst-${index}`, '9')));
  loop.hub.clock.advance(1_000);
  await loop.hub.drain();
  expect(loop.crm.gets.slice(before)).toEqual(['deal/9']);
});

test('a wrong signature leaves nothing but a counter', async () => {
  const before = [await count(inbox), await count(inboxHints)];
  verdict = { ok: false, code: 'webhook.signature_invalid' };
  await expect(post([hint('forged')])).rejects.toMatchObject({ code: 'webhook.signature_invalid' });
  await expect(post([hint('forged')])).rejects.toMatchObject({ code: 'webhook.signature_invalid' });
  verdict = { ok: true };
  expect([await count(inbox), await count(inboxHints)]).toEqual(before);
  const refusals = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(webhookRefusals).where(eq(webhookRefusals.code, 'webhook.signature_invalid')),
  );
  expect(refusals.map((refusal) => refusal.refusedCount)).toEqual([2n]);
});

test('an unknown token finds no connection', async () => {
  await expect(post([hint('e')], 'guess')).rejects.toMatchObject({ code: 'connection.not_found' });
});

test('a signed body that the vendor does not document is refused by name', async () => {
  await expect(post({ not: 'an array' })).rejects.toMatchObject({ code: 'webhook.body_unreadable' });
});

test('pushed records: a bad one is refused by its place, the others are kept, the same again is not new', async () => {
  const ctx = loop.hub.system(loop.organization.id);
  const company = { id: '1', properties: { name: 'Acme' } };
  const push = () =>
    receiveRecords({
      ctx,
      input: { system: 'hubspot', object: 'company', records: [company, 'text', { no: 'id' }] },
    });
  const first = await push();
  expect(first).toMatchObject([
    { status: 'accepted', externalId: '1', isNew: true },
    { status: 'refused', pointer: '/1' },
    { status: 'refused', pointer: '/2/id' },
  ]);
  expect((await push())[0]).toMatchObject({ status: 'accepted', isNew: false });
});

test('records of an object without a mapping are refused', async () => {
  const ctx = loop.hub.system(loop.organization.id);
  const push = receiveRecords({
    ctx,
    input: { system: 'hubspot', object: 'ticket', records: [{ id: '1' }] },
  });
  await expect(push).rejects.toMatchObject({ code: 'record.object_unknown' });
});

test('a key without the permission to push is refused', async () => {
  const ctx = { ...loop.hub.system(loop.organization.id), permissions: new Set(['read'] as const) };
  const push = receiveRecords({ ctx, input: { system: 'hubspot', object: 'company', records: [] } });
  await expect(push).rejects.toMatchObject({ code: 'auth.scope_missing' });
});
