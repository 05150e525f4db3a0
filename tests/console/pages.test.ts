import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { AppError } from '../../runtime/src/core/app-error.ts';
import { deadLetters, invoices, sendAttempts, writeIntents } from '../../runtime/src/db/schema/index.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { receivePayment } from './support/receive-payment.ts';
import { waitingDeal } from './support/waiting-deal.ts';

const HOSTILE = '<img src=x onerror=alert(1)>"\'&<script>alert(2)</script>';

let site: TestConsole;
let cookie: string;
/** Every page of the console, with an invoice in each state that its page shows differently. */
const paths: string[] = [
  '/',
  '/exceptions',
  '/enter/unknown',
  '/invoices/inv_00000000',
  '/invoices/nonsense',
];
const ids = { paid: '', waiting: '', unknown: '', failed: '' };

beforeAll(async () => {
  site = await createConsole();
  const { hub, accounting } = site.loop;
  const paid = await site.invoiceOf({ id: '1', lines: CARD_LINES });
  await receivePayment(site.loop, { id: 'p-1', number: paid.number ?? '', amount: '17900.00' });
  const waiting = await site.invoiceOf(waitingDeal('2'));
  hub.setEmailOutcome({ state: 'unknown', detail: 'The connection closed after DATA.' });
  const unknown = await site.invoiceOf({
    id: '3',
    currency: 'JPY',
    lines: [{ id: 'c', sku: 'TEA-BOX', quantity: '3' }],
  });
  hub.setEmailOutcome({ state: 'refused', detail: '550 no such user' });
  accounting.fault.onWrite = () => {
    throw new AppError('target.refused', { detail: 'Account code 200 is archived.' });
  };
  const failed = await site.invoiceOf({ id: '4', lines: [{ id: 'd', sku: 'API-P' }] });
  Object.assign(ids, { paid: paid.id, waiting: waiting.id, unknown: unknown.id, failed: failed.id });
  paths.push(...Object.values(ids).map((id) => `/invoices/${id}`), `/invoices/${paid.id}?done=approved`);
  cookie = await site.enter(site.loop.organization.approver);
});

afterAll(() => site.loop.hub.close());

const page = async (path: string, language = 'en'): Promise<string> =>
  expectStrictPage(await site.get(path, { cookie, headers: { 'accept-language': language } }));

test('every page stands under the strict policy, without anything inline or from elsewhere', async () => {
  for (const path of paths) await page(path);
  await expectStrictPage(await site.get('/'));
  await expectStrictPage(await site.post('/leave', {}, { headers: {} }));
});

test('every page renders in both languages, and no text is missing in either', async () => {
  for (const path of paths) {
    for (const language of ['en', 'ja']) {
      const text = await page(path, language);
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).not.toMatch(/undefined|\[object|NaN|null|=&gt;/);
      expect(text).not.toMatch(/<(h1|h2|h3|th|dt|label|button)[^>]*><\/\1>/);
    }
  }
});

test('a page in one language carries no heading or label of the other', async () => {
  const english = await page(`/invoices/${ids.waiting}`, 'en');
  const japanese = await page(`/invoices/${ids.waiting}`, 'ja');
  const headings = (text: string) =>
    [...text.matchAll(/<h[123][^>]*>([^<]*)/g)].map((match) => match[1]?.trim());
  expect(headings(english)).toEqual(
    expect.arrayContaining([en.approval.title, en.invoice.lines, en.invoice.events]),
  );
  expect(headings(japanese)).toEqual(
    expect.arrayContaining([ja.approval.title, ja.invoice.lines, ja.invoice.events]),
  );
  expect(headings(japanese)).toHaveLength(headings(english).length);
  expect(japanese).toContain('値引きが10%を超える明細があります。');
});

test('the language that was asked for is remembered', async () => {
  const asked = await site.get('/exceptions?lang=ja', { cookie });
  expect(await asked.text()).toContain('要対応');
  const chosen = asked.headers.get('set-cookie')?.split(';')[0];
  expect(chosen).toBe('seikyu_lang=ja');
  const later = await site.get('/', { cookie: `${cookie}; ${chosen}`, headers: { 'accept-language': 'en' } });
  expect(await later.text()).toContain('<html lang="ja">');
});

test('headings are in order: one first level, and no level is skipped on the way down', async () => {
  for (const path of paths) {
    const levels = [...(await page(path)).matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  }
});

test('every figure of a paid invoice is on its page, formatted and exact', async () => {
  const text = await page(`/invoices/${ids.paid}`);
  for (const figure of ['$12,000.00', '$3,500.00', '$2,400.00', '$17,900.00', '$0.00'])
    expect(text).toContain(figure);
  expect(text).toContain('INV-2026-0042');
  expect(text).toContain('Times are in America/Los_Angeles.');
  expect(text).toContain('23 Nov 2026, 19:00');
  expect(text).toMatch(/SHA-256 [0-9a-f]{12}…/);
  expect(text).toContain('What was read back');
  expect(text).toContain('$17,900.00 applied');
});

test('a discount shows in percent and in money, with the rule that asks for a person', async () => {
  const text = await page(`/invoices/${ids.waiting}`);
  expect(text).toContain('-$525.00');
  expect(text).toContain('15%');
  expect(text).toContain('<code>maxDiscountPpm &gt; 100000</code> true');
  expect(text).toContain('Waits for the role approver');
});

test('a send whose outcome is not known says so, and what to do, with the id to look for', async () => {
  const text = await page(`/invoices/${ids.unknown}`);
  const [attempt] = await site.loop.hub.database.inOrganization(site.loop.organization.id, (tx) =>
    tx.select().from(sendAttempts).where(eq(sendAttempts.invoiceId, ids.unknown)),
  );
  expect(text).toContain('Outcome unknown');
  expect(text).toContain('It is not sent again by itself.');
  expect(text).toContain(attempt?.messageId.replace('<', '&lt;').replace('>', '&gt;'));
  expect(text).toContain('Times are in Asia/Tokyo.');
});

test('a failed write shows the code, its page, and what the other system said', async () => {
  const text = await page(`/invoices/${ids.failed}`);
  expect(text).toContain('<a href="/docs/errors/target.refused">target.refused</a>');
  expect(text).toContain('Account code 200 is archived.');
  expect(text).toContain('The mail server refused this message.');
});

test('what did not go through is on the page of its invoice, and on no other', async () => {
  expect(await page(`/invoices/${ids.failed}`)).toContain('What did not go through');
  expect(await page(`/invoices/${ids.failed}`)).toContain('550 no such user');
  expect(await page(`/invoices/${ids.paid}`)).not.toContain('What did not go through');
});

test('an approval by the rules says so, with its reason in the language of the page', async () => {
  expect(await page(`/invoices/${ids.paid}`, 'en')).toContain('By the rules, without a person');
  const japanese = await page(`/invoices/${ids.paid}`, 'ja');
  expect(japanese).toContain('ルールによる自動承認');
  expect(japanese).not.toContain('No rule applies');
});

test('an invoice that does not exist is a page of its own, whatever its id looks like', async () => {
  for (const id of ['inv_00000000', 'nonsense', '%3Cscript%3E', "';--"]) {
    const answer = await site.get(`/invoices/${id}`, { cookie });
    expect(answer.status).toBe(404);
    expect(await expectStrictPage(answer)).toContain('There is no such invoice');
  }
});

test('hostile names and details stay text on every page', async () => {
  await site.loop.hub.database.inOrganization(site.loop.organization.id, async (tx) => {
    const [row] = await tx.select().from(invoices).where(eq(invoices.id, ids.waiting));
    if (row === undefined) throw new Error('the invoice is there');
    await tx
      .update(invoices)
      .set({ buyer: { ...row.buyer, name: HOSTILE } })
      .where(eq(invoices.id, ids.waiting));
    await tx.update(sendAttempts).set({ detail: HOSTILE }).where(eq(sendAttempts.invoiceId, ids.unknown));
    await tx
      .update(writeIntents)
      .set({ errorDetail: HOSTILE })
      .where(eq(writeIntents.canonicalId, ids.failed));
    await tx.update(deadLetters).set({
      detail: HOSTILE,
      subject: { object: HOSTILE, [HOSTILE]: HOSTILE, invoiceId: HOSTILE },
      errors: [{ pointer: HOSTILE, code: HOSTILE, detail: HOSTILE }],
    });
  });
  const shown = [
    '/',
    '/exceptions',
    ...[ids.waiting, ids.unknown, ids.failed].map((id) => `/invoices/${id}`),
  ];
  for (const path of shown) {
    const text = await page(path);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('<script>');
  }
});
