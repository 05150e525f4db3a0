import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { listPolicies } from '../../runtime/src/flow/remind/list-policies.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

let site: TestConsole;
let author: string;
let path: string;

beforeAll(async () => {
  site = await createConsole();
  await site.invoiceOf({ id: 'late', lines: [{ id: 'a', sku: 'API-P' }] });
  site.loop.hub.clock.advance(45 * 86_400_000);
  author = await site.enter(site.loop.organization.author);
  path = `/set-up/entities/${site.loop.organization.usEntityId}/reminders`;
});
afterAll(() => site.loop.hub.close());

const page = (at: string, language = 'en') =>
  site.get(at, { cookie: author, headers: { 'accept-language': language } });
const policies = () => listPolicies({ ctx: site.loop.organization.author });

const FORM = {
  isOn: 'on',
  'days.0': '-3',
  'tone.0': 'friendly',
  'days.1': '7',
  'tone.1': 'firm',
  repeatGapsDays: '7、14',
  thresholds: 'USD 50.00\nEUR 40',
  attemptsMax: '5',
  daysBetween: '2',
  'words.ja.firm': 'お支払いをお願いいたします。',
};

test('the page shows the ready policy, off, with the mails and what would be sent, in both languages', async () => {
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const text = await expectStrictPage(await page(path, language));
    expect(text).toContain(texts.reminders.isOff);
    expect(text).toContain(texts.reminders.states.due);
    expect(text).toContain('Northwind Robotics');
    expect(text).toContain('お支払いのお願い');
    expect(text).toContain('Payment reminder from');
  }
  expect(await policies()).toEqual([]);
});

test('trying out saves nothing; saving turns it on as typed', async () => {
  const tried = await site.post(path, { ...FORM, act: 'try', thresholds: 'USD 9000.00' }, { cookie: author });
  const text = await tried.text();
  expect(text).toContain(en.reminders.states.below_threshold);
  expect(text).toContain('お支払いをお願いいたします。');
  expect(await policies()).toEqual([]);
  const saved = await site.post(path, FORM, { cookie: author });
  expect(saved.headers.get('location')).toBe(`${path}?done=saved`);
  expect(await policies()).toMatchObject([
    {
      isOn: true,
      customerId: null,
      definition: {
        steps: [
          { days: -3, tone: 'friendly' },
          { days: 7, tone: 'firm' },
        ],
        repeatGapsDays: [7, 14],
        thresholds: [
          { currency: 'USD', amount: '50.00' },
          { currency: 'EUR', amount: '40' },
        ],
        attemptsMax: 5,
        daysBetween: 2,
        texts: { ja: { firm: 'お支払いをお願いいたします。' } },
      },
    },
  ]);
  expect(await (await page(path)).text()).not.toContain(en.reminders.isOff);
});

test.each([
  ['steps out of order', { 'days.0': '9' }, 'days-0'],
  ['no number of mails', { attemptsMax: '' }, 'attemptsMax'],
  ['a currency without an amount', { thresholds: 'USD' }, 'thresholds'],
  ['more decimals than the currency has', { thresholds: 'JPY 0.5' }, 'thresholds'],
])('a form with %s comes back with what was typed, and says where', async (_what, wrong, field) => {
  const answer = await site.post(path, { ...FORM, ...wrong, daysBetween: '33' }, { cookie: author });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  const text = await answer.text();
  expect(text).toContain(`href="#field-${field}"`);
  expect(text).toContain('value="33"');
  expect(await policies()).toMatchObject([{ definition: { daysBetween: 2 } }]);
});

test('a customer gets a policy of its own, and follows the entity again', async () => {
  const customerId = (await site.loop.invoices())[0]?.customerId ?? '';
  const own = `${path}?customer=${customerId}`;
  expect(await (await page(own)).text()).toContain(en.reminders.notOwn);
  const { isOn: _isOn, ...off } = FORM;
  await site.post(own, off, { cookie: author });
  const kept = (await policies()).find((policy) => policy.customerId === customerId);
  expect(kept).toMatchObject({ isOn: false });
  expect(await (await page(own)).text()).toContain(en.reminders.own);
  const removed = await site.post(own, { act: 'remove', policyId: kept?.id ?? '' }, { cookie: author });
  expect(removed.headers.get('location')).toBe(`${own}&done=removed`);
  expect(await policies()).toHaveLength(1);
});

test('from the page of its money an invoice is reminded of once, and the mail is shown', async () => {
  const invoice = (await site.loop.invoices())[0];
  const money = `/invoices/${invoice?.id}/money`;
  expect(await (await page(money)).text()).toContain(en.money.act.remind.label);
  const done = await site.post(`${money}/remind`, {}, { cookie: author });
  expect(done.headers.get('location')).toBe(`${money}?done=remind`);
  await site.loop.hub.drain();
  const text = await (await page(money)).text();
  expect(text).toContain(en.reminders.sentStates.sent);
  expect(text).toContain(`Invoice ${invoice?.number}: $2,400.00`);
  expect((await site.post(`${money}/remind`, {}, { cookie: author })).status).toBe(409);
});

test('how an entity numbers is changed on a page that shows what comes next', async () => {
  const numbers = path.replace('/reminders', '/numbers');
  for (const language of ['en', 'ja']) await expectStrictPage(await page(numbers, language));
  const hint = await page(`${path.replace('/reminders', '/number-hint')}?pattern=ACME-{customer:3}-{seq:3}`);
  expect(await hint.text()).toContain('ACME-001-001 · ACME-001-002 · ACME-002-001');
  const refused = await site.post(numbers, { pattern: 'ACME' }, { cookie: author });
  expect([refused.status, await refused.text()]).toEqual([
    400,
    expect.stringContaining('href="#field-pattern"'),
  ]);
  const saved = await site.post(numbers, { pattern: 'ACME-{customer:3}-{seq:3}' }, { cookie: author });
  expect(saved.headers.get('location')).toContain('done=saved');
  const { number } = await site.invoiceOf({ id: 'numbered', lines: [{ id: 'b', sku: 'API-P' }] });
  expect(number).toBe('ACME-001-001');
});

test('who is no administrator sets neither', async () => {
  const cookie = await site.enter(site.loop.organization.approver);
  for (const at of [path, path.replace('/reminders', '/numbers')]) {
    expect((await site.get(at, { cookie })).status).toBe(403);
    expect((await site.post(at, { ...FORM, pattern: 'X-{seq:3}' }, { cookie })).status).toBe(403);
  }
});
