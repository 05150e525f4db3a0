import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../runtime/src/core/app-error.ts';
import { apiKeys, connections, deadLetters, invoices } from '../../runtime/src/db/schema/index.ts';
import { createApiKey } from '../../runtime/src/flow/setup/create-api-key.ts';
import { markDemoOrganization } from '../../runtime/src/flow/setup/demo-organization.ts';
import { seedOrganization } from '../support/seed-organization.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { waitingDeal } from './support/waiting-deal.ts';

const PAGES = [
  '/',
  '/board/sent',
  '/approvals',
  '/approvals?whose=all',
  '/approvals?rule=discount-above-10&overdue=yes',
  '/exceptions',
  '/exceptions/queue',
  '/exceptions/queue?kind=stopped_work&owner=nobody&age=7',
  '/connections',
  '/connections/new',
  '/connections/new?system=xero',
  '/connections/new?system=csv',
  '/webhooks',
  '/webhooks/new',
  '/keys',
  '/keys/new',
  '/audit',
  '/audit?action=invoice.&object=invoice&from=2026-11-01&to=2026-11-30',
];
const ADMIN_ONLY = ['/connections/new', '/keys', '/keys/new'];

let site: TestConsole;
let admin: string;
let finance: string;
let stranger: string;
let waitingId: string;

beforeAll(async () => {
  site = await createConsole();
  admin = await site.enter(site.loop.organization.author);
  finance = await site.enter(site.loop.organization.approver);
  const other = await seedOrganization(site.loop.hub, { name: 'Other' });
  await markDemoOrganization(site.loop.hub.deps, other.id);
  stranger = await site.enter(other.author);
  waitingId = (await site.invoiceOf(waitingDeal('1'))).id;
});

afterAll(() => site.loop.hub.close());

const inside = <Value>(work: Parameters<typeof site.loop.hub.database.inOrganization<Value>>[1]) =>
  site.loop.hub.database.inOrganization(site.loop.organization.id, work);
const textOf = async (path: string, cookie: string) => (await site.get(path, { cookie })).text();

test('every page is strict and whole in both languages', async () => {
  for (const path of PAGES) {
    for (const language of ['en', 'ja']) {
      const answer = await site.get(path, { cookie: admin, headers: { 'accept-language': language } });
      expect([path, answer.status]).toEqual([path, 200]);
      const text = await expectStrictPage(answer);
      expect(text, path).not.toMatch(/undefined|\[object|NaN|=&gt;/);
    }
  }
});

test('every link of the navigation opens for whom it is shown', async () => {
  for (const cookie of [admin, finance]) {
    const hrefs = [...(await textOf('/', cookie)).matchAll(/class="page-link" href="([^"]+)"/g)];
    expect(hrefs.length).toBeGreaterThan(4);
    for (const [, href = ''] of hrefs)
      expect([href, (await site.get(href, { cookie })).status]).toEqual([href, 200]);
  }
});

test('pages and forms of administration are refused to others, and shown in no navigation of theirs', async () => {
  for (const path of ADMIN_ONLY) expect((await site.get(path, { cookie: finance })).status).toBe(403);
  const navigation = await textOf('/', finance);
  expect(navigation).not.toContain('href="/keys"');
  const { hubspot } = site.loop.organization;
  for (const path of [
    '/keys/new',
    '/connections/new',
    `/connections/${hubspot.id}/pause`,
    '/exceptions/replay',
  ]) {
    const answer = await site.post(
      path,
      { name: 'x', permissions: 'read', expiry: '30', accessToken: 'a', webhookSecret: 'b' },
      { cookie: finance },
    );
    expect([path, answer.status]).toEqual([path, 403]);
  }
});

test('a form from elsewhere changes nothing, and without a session nothing opens', async () => {
  const foreign = { cookie: admin, headers: { origin: 'https://evil.example' } };
  for (const path of [
    '/keys/new',
    '/connections/new',
    '/webhooks/new',
    '/approvals/batch',
    '/approvals/batch/decide',
    '/exceptions/replay',
    `/invoices/${waitingId}/discard`,
  ]) {
    expect((await site.post(path, {}, foreign)).status).toBe(403);
    expect((await site.post(path, {})).status).toBe(401);
  }
});

test('another organization sees and changes nothing of this one', async () => {
  expect(await textOf('/approvals?whose=all', stranger)).toContain('Nothing waits');
  const { hubspot } = site.loop.organization;
  for (const path of [`/connections/${hubspot.id}/pause`, `/invoices/${waitingId}/discard`]) {
    const answer = await site.post(path, { 'reason-discard': 'x' }, { cookie: stranger });
    expect([path, answer.status]).toEqual([path, 404]);
  }
});

test('the inbox shows a request with its lines to who may decide it, counts it, asks once more, and decides it once', async () => {
  const page = await textOf('/approvals', finance);
  expect(page).toContain('15%');
  const requestId = /name="request" value="([^"]*)"/.exec(page)?.[1] ?? '';
  expect(await textOf('/approvals', admin)).not.toContain('name="request"');
  const all = await textOf('/approvals?whose=all', admin);
  expect([all.includes('Northwind'), all.includes('name="request"')]).toEqual([true, false]);
  expect(await textOf('/', finance)).toContain('1 waiting');

  const form = { request: requestId, decision: 'rejected', reason: '' };
  const asked = await expectStrictPage(await site.post('/approvals/batch', form, { cookie: finance }));
  expect(asked).toContain('Reject 1 invoice?');
  const bare = await site.post('/approvals/batch/decide', form, { cookie: finance });
  expect([bare.status, (await bare.text()).includes('A reason is needed')]).toEqual([422, true]);
  const decided = { ...form, reason: 'too much' };
  const done = await expectStrictPage(
    await site.post('/approvals/batch/decide', decided, { cookie: finance }),
  );
  expect(done).toContain('Done: 1.');
  const again = await site.post('/approvals/batch/decide', decided, { cookie: finance });
  expect(await again.text()).toContain('The request was decided already');
  expect(await textOf('/approvals', finance)).toContain('Nothing waits for you');
});

test('a discard needs its reason, happens once, and is a sentence in the history', async () => {
  const path = `/invoices/${waitingId}/discard`;
  const bare = await site.post(path, { 'reason-discard': ' ' }, { cookie: admin });
  expect([bare.status, (await bare.text()).includes('A reason is needed')]).toEqual([400, true]);
  const done = await site.post(path, { 'reason-discard': 'drafted twice' }, { cookie: admin });
  expect([done.status, done.headers.get('location')]).toEqual([303, `/invoices/${waitingId}?done=discard`]);
  const page = await textOf(`/invoices/${waitingId}`, admin);
  expect(page).toContain('Aiko discarded it.');
  expect(page).toContain('drafted twice');
  expect((await site.post(path, { 'reason-discard': 'again' }, { cookie: admin })).status).toBe(409);
  const [row] = await inside((tx) => tx.select().from(invoices).where(eq(invoices.id, waitingId)));
  expect(row?.documentStatus).toBe('discarded');
});

test('a key is shown once, rotates into another with the same rights, and is revoked', async () => {
  const form = { name: 'n8n', permissions: 'read', expiry: '30' };
  const made = await site.post('/keys/new', form, { cookie: admin });
  expect(made.status).toBe(201);
  const key = /seikyu_live_[A-Za-z0-9_-]{43}/.exec(await made.text())?.[0] ?? '';
  expect(key).not.toBe('');
  expect(await textOf('/keys', admin)).not.toContain(key);
  const [row] = await inside((tx) => tx.select().from(apiKeys).where(eq(apiKeys.name, 'n8n')));
  const rotated = await site.post(`/keys/${row?.id}/rotate`, {}, { cookie: admin });
  expect(/seikyu_live_[A-Za-z0-9_-]{43}/.exec(await rotated.text())?.[0]).not.toBe(key);
  const both = await inside((tx) =>
    tx.select().from(apiKeys).where(eq(apiKeys.name, 'n8n')).orderBy(apiKeys.id),
  );
  expect(both.map(({ permissions }) => permissions)).toEqual([['read'], ['read']]);
  expect(both[0]?.expiresAt?.getTime()).toBe(site.loop.hub.clock.now().getTime() + 86_400_000);
  await site.post(`/keys/${both[1]?.id}/revoke`, {}, { cookie: admin });
  expect(await textOf('/keys', admin)).toContain('Revoked');
});

test('a key that acts as somebody is rotated by them alone, whoever administers', async () => {
  const { loop } = site;
  const { author, approver, id } = loop.organization;
  const [own, theirs] = await Promise.all(
    [author, approver].map((person) =>
      inside((tx) =>
        createApiKey(tx, loop.hub.system(id), {
          name: person.actor.name,
          personId: person.actor.id,
          permissions: ['read'],
        }),
      ),
    ),
  );
  const page = await textOf('/keys', admin);
  expect(page).toContain(`/keys/${own?.id}/rotate`);
  expect(page).not.toContain(`/keys/${theirs?.id}/rotate`);
  const answer = await site.post(`/keys/${theirs?.id}/rotate`, {}, { cookie: admin });
  expect([answer.status, (await answer.text()).includes('seikyu_live_')]).toEqual([403, false]);
});

test('a system is connected with sealed credentials, paused, and its secret never comes back', async () => {
  const secret = 'pat-secret-of-this-test';
  const form = { name: 'Second CRM', accessToken: secret, webhookSecret: 'hook-secret' };
  const made = await site.post('/connections/new?system=hubspot', form, { cookie: admin });
  const page = await made.text();
  expect([made.status, page.includes('https://hub.example/hooks/'), page.includes(secret)]).toEqual([
    201,
    true,
    false,
  ]);
  const [row] = await inside((tx) => tx.select().from(connections).where(eq(connections.name, 'Second CRM')));
  expect(Buffer.from(row?.secrets ?? []).toString('latin1')).not.toContain(secret);
  await site.post(`/connections/${row?.id}/pause`, {}, { cookie: admin });
  expect(await textOf('/connections?done=paused', admin)).toContain('Paused');
  const wrong = await site.post('/connections/new?system=xero', { name: 'X' }, { cookie: admin });
  expect(wrong.status).toBe(422);
});

test('the health of a connection is its own: what it received, what it wrote, and what fails', async () => {
  site.loop.accounting.fault.onWrite = () => {
    throw new AppError('target.refused', { detail: 'archived' });
  };
  await site.invoiceOf({ id: '7', lines: [{ id: 'x', sku: 'API-P' }] });
  const page = await textOf('/connections', admin);
  const cards = page.split('class="block connection"').slice(1);
  const cardOf = (name: string) => cards.find((card) => card.includes(`>${name}</h2>`)) ?? '';
  expect(cardOf('Xero')).toContain('Fails');
  expect(cardOf('Xero')).toMatch(/Last failure<\/dt><dd><time/);
  expect(cardOf('HubSpot')).not.toContain('Fails');
  expect(cardOf('HubSpot')).toMatch(/Last webhook<\/dt><dd>(<time|none)/);
});

test('a connection gets another webhook address, which is shown once and only to whoever asked for it', async () => {
  const { id } = site.loop.organization.hubspot;
  expect(await textOf('/connections', admin)).toContain(`action="/connections/${id}/address"`);
  expect(await textOf('/connections', finance)).not.toContain('/address"');
  expect((await site.post(`/connections/${id}/address`, {}, { cookie: finance })).status).toBe(403);
  const answer = await site.post(`/connections/${id}/address`, {}, { cookie: admin });
  expect(answer.status).toBe(201);
  const page = await expectStrictPage(answer);
  const address = /value="(https:\/\/hub\.example\/hooks\/[\w-]{22})"/.exec(page)?.[1] ?? '';
  expect(address).not.toBe('');
  expect(address).not.toContain(site.loop.organization.hubspot.webhookToken);
  expect(await textOf('/connections', admin)).not.toContain(address);
});

test('people of the demo are said to come in by their link, and not to wait for an invitation', async () => {
  const page = await textOf('/people', admin);
  expect(page).toContain('Comes in by link');
  expect(page).not.toContain('>Invited<');
});

test('an invoice of an organization without connections leads to where one is made, in both languages', async () => {
  const lone = await createConsole();
  const { hub, organization } = lone.loop;
  const { id } = await lone.invoiceOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  const cookie = await lone.enter(organization.author);
  await hub.database.owner`delete from sync_links`;
  await hub.database.owner`delete from write_intents`;
  await hub.database.owner`delete from source_links`;
  await hub.database.owner`update connections set role = 'push'`;
  for (const [language, text] of [
    ['en', 'Connect one'],
    ['ja', '接続する'],
  ] as const) {
    const answer = await lone.get(`/invoices/${id}`, { cookie, headers: { 'accept-language': language } });
    const page = await expectStrictPage(answer);
    expect(page).toContain(`<a href="/connections">${text}</a>`);
    expect(page).not.toContain('/v1/connections');
  }
  await hub.close();
});

test('all stopped work of one kind is replayed together, once, and its page shows how far it is', async () => {
  const stopped = () => inside((tx) => tx.select().from(deadLetters).where(eq(deadLetters.state, 'dead')));
  const [letter] = await stopped();
  expect(await textOf('/exceptions', admin)).toContain('Replay all of this kind');
  delete site.loop.accounting.fault.onWrite;
  const form = { stage: letter?.queue ?? '', code: letter?.code ?? '' };
  const answer = await site.post('/exceptions/replay', form, { cookie: admin });
  expect(answer.headers.get('location')).toBe('/exceptions?done=started');
  const again = await site.post('/exceptions/replay', form, { cookie: admin });
  expect(again.status).toBe(303);
  const underWay = await textOf('/exceptions?done=started', admin);
  expect(underWay).toContain('0 of 1 replayed');
  expect(underWay).not.toContain('Replay all of this kind');
  expect(underWay).toContain('data-refresh="2"');
  expect(await textOf('/exceptions', finance)).not.toContain('0 of 1 replayed');
  await site.loop.hub.drain();
  expect(await stopped()).toEqual([]);
  const ended = await textOf('/exceptions', admin);
  expect(ended).toContain('Done: 1 replayed');
  expect(ended).toContain('data-refresh="10"');
  site.loop.hub.clock.advance(30 * 60_000);
  expect(await textOf('/exceptions', admin)).not.toContain('Done: 1 replayed');
});

test('a column goes on after its last card, without repeating one', async () => {
  for (const id of ['21', '22', '23']) await site.invoiceOf({ id, lines: [{ id: `${id}-l`, sku: 'API-P' }] });
  const all = [...(await textOf('/board/sent', admin)).matchAll(/data-invoice="([^"]+)"/g)].map(
    ([, id]) => id,
  );
  const rest = await site.get(`/board/sent?after=${all[1]}`, {
    cookie: admin,
    headers: { 'hx-request': 'true' },
  });
  const shown = [...(await rest.text()).matchAll(/data-invoice="([^"]+)"/g)].map(([, id]) => id);
  expect(shown).toEqual(all.slice(2));
  expect(shown.length).toBeGreaterThan(0);
});

test('the board is narrowed by a part of the customer in other letters, and by currency', async () => {
  expect(await textOf('/?query=ＮＯＲＴＨＷＩＮＤ', admin)).toContain('data-invoice=');
  expect(await textOf('/?query=nobody', admin)).not.toContain('data-invoice=');
  expect(await textOf('/?currency=JPY', admin)).not.toContain('data-invoice=');
  expect((await site.get('/?currency=%27;--&from=never', { cookie: admin })).status).toBe(200);
});
