import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { loadStanding } from '../../runtime/src/flow/read/load-standing.ts';
import { addPerson } from '../support/add-person.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';

let site: TestConsole;
let author: string;
let invoices: { id: string; customerId: string; entityId: string }[];

beforeAll(async () => {
  site = await createConsole();
  author = await site.enter(site.loop.organization.author);
  for (const id of ['receipt-1', 'receipt-2']) await site.invoiceOf({ id, lines: [{ id, sku: 'API-P' }] });
  invoices = await site.loop.invoices();
});
afterAll(() => site.loop.hub.close());

const page = async (path: string, language = 'en', cookie = author): Promise<string> =>
  (await site.get(path, { cookie, headers: { 'accept-language': language } })).text();

const balanceOf = async (invoiceId: string): Promise<string> =>
  (
    await site.loop.hub.database.inOrganization(site.loop.organization.id, (tx) =>
      loadStanding(tx, site.loop.organization.author, invoiceId),
    )
  ).balance;

let next = 1;
const enter = (fields: Record<string, string> = {}) =>
  site.post(
    '/receipts/new',
    {
      customerId: invoices[0]?.customerId ?? '',
      entityId: invoices[0]?.entityId ?? '',
      amount: '3000',
      currency: 'usd',
      receivedOn: '2026-11-20',
      reference: '',
      rest: 'keep',
      externalId: `receipt-${next++}`,
      ...fields,
    },
    { cookie: author },
  );

test('a receipt names a customer and no invoice, is entered once, and then goes to the invoices that are chosen', async () => {
  const [first, second] = invoices;
  const entered = await enter({ externalId: 'same' });
  const location = entered.headers.get('location') ?? '';
  expect(location).toMatch(/^\/receipts\/pay_[^?]+\?done=entered$/);
  expect((await enter({ externalId: 'same' })).headers.get('location')).toBe(location);
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const text = await page(location, language);
    expect(text).toContain(texts.receipts.choose);
    expect(text).toMatch(/3,000\.00/);
  }
  const path = location.split('?')[0] ?? '';
  const applied = await site.post(
    path,
    { [`amount-${first?.id}`]: '2400', [`amount-${second?.id}`]: '100.50' },
    { cookie: author },
  );
  expect(applied.headers.get('location')).toBe(`${path}?done=applied`);
  expect(await balanceOf(first?.id ?? '')).toBe('0.00');
  expect(await balanceOf(second?.id ?? '')).toBe('2299.50');
  expect(await page(`${path}?done=applied`)).toContain('499.50');
});

test('what cannot be is said at its field, and what was typed stays', async () => {
  const wrong = await enter({ amount: '12,5', receivedOn: '2099-01-01' });
  expect(wrong.status).toBe(422);
  const text = await wrong.text();
  expect(text).toContain(en.receipts.amountWrong);
  expect(text).toMatch(/value="12,5"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*value="12,5"/);
  const location = (await enter()).headers.get('location')?.split('?')[0] ?? '';
  const none = await site.post(location, { [`amount-${invoices[1]?.id}`]: ' ' }, { cookie: author });
  expect(none.status).toBe(422);
  expect(await none.text()).toContain(en.receipts.noAmount);
  const half = await site.post(location, { [`amount-${invoices[1]?.id}`]: '1.005' }, { cookie: author });
  expect(half.status).toBe(422);
  expect(await half.text()).toContain('aria-invalid="true"');
  const more = await site.post(location, { [`amount-${invoices[1]?.id}`]: '9000' }, { cookie: author });
  expect(more.status).toBe(409);
});

test('the rest goes to the oldest due where that is asked, or stays on account', async () => {
  const location = (await enter({ rest: 'oldest_due', amount: '299.50' })).headers.get('location') ?? '';
  expect(await balanceOf(invoices[1]?.id ?? '')).toBe('2000.00');
  expect(await page(location)).toContain(en.receipts.nothingLeft);
});

test('customers are searched for without a script, and whoever may record nothing sees no form', async () => {
  expect(await page('/receipts/new?query=nobody-is-called-so')).toContain(en.receipts.noneFound);
  expect(await page('/aging')).toContain('href="/receipts/new"');
  const viewer = await site.enter(await addPerson(site.loop, 'Vi', ['viewer']));
  const refused = await site.get('/receipts/new', { cookie: viewer });
  expect(refused.status).toBe(403);
});
