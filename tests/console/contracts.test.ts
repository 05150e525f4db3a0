import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contracts } from '../../runtime/src/db/schema/index.ts';
import { markDemoOrganization } from '../../runtime/src/flow/setup/demo-organization.ts';
import { acceptFiles, type Push } from '../support/push-files.ts';
import { contractOf, HOURS, HUDSON, monthly, ORDER, PROJECT } from '../support/sample-contracts.ts';
import { seedOrganization } from '../support/seed-organization.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

const HOSTILE = '<img src=x onerror=alert(1)>"\'&<script>alert(2)</script>';

let site: TestConsole;
let push: Push;
/** May approve and bill, may only read. */
let finance: string;
let reader: string;
let stranger: string;

beforeAll(async () => {
  site = await createConsole();
  push = await acceptFiles(site.loop);
  const { author, approver } = site.loop.organization;
  finance = await site.enter(approver);
  reader = await site.enter(author);
  const other = await seedOrganization(site.loop.hub, { name: 'Other' });
  await markDemoOrganization(site.loop.hub.deps, other.id);
  stranger = await site.enter(other.author);
});
afterAll(() => site.loop.hub.close());

const text = async (path: string, language = 'en', cookie = finance): Promise<string> => {
  const answer = await site.get(path, { cookie, headers: { 'accept-language': language } });
  expect([path, answer.status]).toEqual([path, 200]);
  return expectStrictPage(answer);
};
const idOf = (title: string): Promise<string> =>
  site.loop.hub.database.inOrganization(site.loop.organization.id, async (tx) => {
    const [row] = await tx.select().from(contracts).where(eq(contracts.title, title));
    if (row === undefined) throw new Error(`no contract is called ${title}`);
    return row.id;
  });
const pageOf = async (title: string, language = 'en') => text(`/contracts/${await idOf(title)}`, language);
const plain = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('without any contract the page says how they come in, and nothing is said to be unbilled', async () => {
  for (const [language, words] of [
    ['en', 'No contracts yet'],
    ['ja', '契約はまだありません'],
  ] as const) {
    const page = await text('/contracts', language);
    expect(page).toContain(words);
    expect(page).toContain('/v1/records/csv/contract');
  }
  expect(await text('/leakage')).toContain('Everything billable is on an invoice');
});

test('the list shows each contract with what it billed, what comes next and how it stands, and can be narrowed', async () => {
  await push('customer', HUDSON);
  const capped = { title: HOSTILE, not_to_exceed: '4000.00' };
  await push('contract', contractOf({ id: 'Access', startsOn: '2026-09-01', plan: monthly('1') }));
  await push('contract', contractOf({ id: 'Project', startsOn: '2026-11-02', plan: PROJECT }));
  await push('contract', contractOf({ id: 'Order', startsOn: '2026-11-02', plan: ORDER }));
  await push('contract', contractOf({ id: 'Hours', startsOn: '2026-11-01', plan: HOURS }));
  await push(
    'contract',
    contractOf({ id: 'Capped', startsOn: '2026-10-01', plan: monthly('1'), more: capped }),
  );
  const page = plain(await text('/contracts'));
  expect(page).toContain('Access Hudson Robotics Subscription 1 Dec 2026 $7,200.00 Running');
  expect(await text('/contracts?state=parked')).not.toContain('>Access<');
  expect(await text('/contracts?form=order')).toContain('>Order<');
  expect(await text('/contracts?query=nobody')).toContain('No contract fits');
  expect(await text('/contracts?form=barter&before=x')).toContain('>Access<');
});

test('every page of every form is strict and whole in both languages', async () => {
  for (const title of ['Access', 'Project', 'Order', 'Hours', HOSTILE]) {
    for (const language of ['en', 'ja']) {
      const page = await pageOf(title, language);
      expect(page, title).not.toMatch(/undefined|\[object|NaN|=&gt;/);
      expect(page).not.toContain('<img src=x');
      const levels = [...page.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
      expect(Math.max(...levels)).toBeLessThanOrEqual(2);
    }
  }
});

test('the picture of the year holds each invoice in the colour of its status, and those to come with day and amount', async () => {
  const page = await pageOf('Access');
  expect(page.match(/class="year-bar tone-violet"/g)).toHaveLength(3);
  expect(page.match(/<rect class="year-coming"[^>]*rx="3"/g)).toHaveLength(9);
  expect(page).toContain('To come, 1 Dec 2026, $2,400.00');
  expect(plain(page)).toContain('3 so far, 9 to come.');
  expect(await pageOf('Access', 'ja')).toContain('予定, 2026年12月1日, $2,400.00');
});

test('milestones are ticked off by delivery and acceptance, order lines by what was shipped, hours by approval', async () => {
  const milestone = { contract_id: 'Project', milestone_id: 'design' };
  await push('billing_event', { id: 'e-1', kind: 'milestone_delivered', on: '2026-11-10', ...milestone });
  const accepted = { kind: 'milestone_accepted', on: '2026-11-12', accepted_by: 'Mia Hudson' };
  await push('billing_event', { id: 'e-2', ...accepted, ...milestone });
  expect(plain(await pageOf('Project'))).toContain(
    'Design 10 Nov 2026 12 Nov 2026, Mia Hudson Yes $3,000.00',
  );
  const lines = [{ orderLineKey: 'l1', quantity: '3' }];
  await push('billing_event', { id: 's-1', contract_id: 'Order', kind: 'shipment', on: '2026-11-20', lines });
  expect(plain(await pageOf('Order'))).toContain(
    'API Access (Premium) API-P · l1 4 $9,600.00 3 $7,200.00 $0.00',
  );
  const entry = {
    contract_id: 'Hours',
    kind: 'time_entry',
    on: '2026-11-05',
    person: 'Noa',
    role: 'engineer',
  };
  const approval = { by: 'Ken', at: '2026-11-06T09:00:00Z' };
  await push('billing_event', { id: 't-1', ...entry, hours: '7.5', approval });
  await push('billing_event', { id: 't-2', ...entry, hours: '2' });
  const hours = plain(await pageOf('Hours'));
  expect(hours).toContain('7.5 h 2 h');
  expect(hours).toContain('2 h, Noa (engineer), not approved');
});

test('an invoice leads to its contract, and the contract to its invoices', async () => {
  const id = await idOf('Access');
  const [, invoiceId = ''] = /href="\/invoices\/(inv_[0-9a-z]+)"/.exec(await text(`/contracts/${id}`)) ?? [];
  expect(await text(`/invoices/${invoiceId}`)).toContain(`href="/contracts/${id}"`);
});

test('a parked contract says why in the language of the page, and is released with a reason', async () => {
  const id = await idOf(HOSTILE);
  const english = await text(`/contracts/${id}`);
  expect(english).toContain('Parked: nothing is billed until somebody releases it');
  expect(english).toContain('more than the limit of 4000.00');
  expect(await text(`/contracts/${id}`, 'ja')).toContain('契約の上限額4000.00を超えています。');
  const [, hash = ''] = /name="hash" value="([0-9a-f]{64})"/.exec(english) ?? [];
  const without = await site.post(`/contracts/${id}/release`, { hash, reason: ' ' }, { cookie: finance });
  expect([without.status, await without.text()]).toEqual([400, expect.stringContaining('Give a reason')]);
  const stale = await site.post(
    `/contracts/${id}/release`,
    { hash: 'a'.repeat(64), reason: 'Agreed <b>by mail</b>' },
    { cookie: finance },
  );
  expect(stale.status).toBe(409);
  // What was typed is not lost.
  expect(await stale.text()).toContain('Agreed &lt;b&gt;by mail&lt;/b&gt;');
  const done = await site.post(`/contracts/${id}/release`, { hash, reason: 'Agreed.' }, { cookie: finance });
  expect([done.status, done.headers.get('location')]).toEqual([303, `/contracts/${id}?done=released`]);
  await site.loop.hub.drain();
  const page = await text(`/contracts/${id}`);
  expect(page).toContain('Released by Ken');
  expect(plain(page)).toContain('$4,800.00');
});

test('an item has the name and the price that the product master gives it, in the language of the page', async () => {
  expect(plain(await pageOf('Access'))).toContain(
    'API Access (Premium) API-P Product master $2,400.00 1 month',
  );
  expect(plain(await pageOf('Access', 'ja'))).toContain(
    'APIアクセス(プレミアム) API-P 商品マスターの単価 $2,400.00',
  );
});

test('a run can be asked for, and the page says so', async () => {
  const id = await idOf('Access');
  const answer = await site.post(`/contracts/${id}/run`, {}, { cookie: finance });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/contracts/${id}?done=ran`]);
  expect(await text(`/contracts/${id}?done=ran`)).toContain('The run was asked for.');
});

test('what is billable and not billed is listed by age with its amount, and facts without a contract', async () => {
  await push(
    'contract',
    contractOf({ id: 'Held', startsOn: '2026-08-01', plan: monthly('1'), more: { not_to_exceed: '1.00' } }),
  );
  const lost = { kind: 'expense', contract_id: 'nowhere', on: '2026-11-05', person: 'Noa', amount: '1.00' };
  await push('billing_event', { id: 'x-1', ...lost });
  const page = plain(await text('/leakage'));
  expect(page).toContain('Held Parked Period API-P 1 Aug 2026 114 days $2,400.00');
  expect(page).toContain('nowhere csv Expense 1');
  expect(await text('/leakage', 'ja')).toContain('契約が見つからない実績');
});

test('a contract of another organization is not there, and forms are refused to who may not', async () => {
  const id = await idOf('Access');
  expect((await site.get(`/contracts/${id}`, { cookie: stranger })).status).toBe(404);
  expect((await site.post(`/contracts/${id}/run`, {}, { cookie: stranger })).status).toBe(404);
  expect(await text('/leakage', 'en', stranger)).toContain('Everything billable is on an invoice');
  expect((await site.get('/contracts')).status).not.toBe(200);
  expect((await site.post(`/contracts/${id}/run`, {}, { cookie: reader, headers: {} })).status).toBe(403);
});
