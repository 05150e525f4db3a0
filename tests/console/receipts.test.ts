import { afterAll, beforeAll, expect, test } from 'vitest';
import { dateText } from '../../runtime/src/console/format/date-text.ts';
import { moneyText } from '../../runtime/src/console/format/money-text.ts';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { loadStanding } from '../../runtime/src/flow/read/load-standing.ts';
import { recordPayment } from '../../runtime/src/flow/settle/record-payment.ts';
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

test('a receipt that is on its way is entered with no invoice, settles nothing, and goes to invoices once it is in', async () => {
  const early = await enter({ state: 'processing', rest: 'oldest_due' });
  expect(early.status).toBe(422);
  const refused = await early.text();
  expect(refused).toContain(en.receipts.restTooEarly);
  expect(refused).toMatch(/value="processing"[^>]*checked/);
  expect(refused).toContain('id="field-rest-error"');
  const balance = await balanceOf(invoices[1]?.id ?? '');
  const location = (await enter({ state: 'processing' })).headers.get('location') ?? '';
  expect(location).toMatch(/\?done=awaited$/);
  const path = location.split('?')[0] ?? '';
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const form = await page('/receipts/new', language);
    expect(form).toMatch(/value="settled"[^>]*checked/);
    expect(form).toContain(texts.receipts.states.processing.help);
    const receipt = await page(location, language);
    expect(receipt).toContain(texts.receipts.done.awaited(''));
    expect(receipt).toContain(texts.receipts.arrival.settle.confirm);
    expect(receipt).not.toContain(texts.receipts.choose);
  }
  await site.post(`${path}/settle`, { receivedOn: '2026-11-23' }, { cookie: author });
  expect(await page(path)).toContain(en.receipts.choose);
  expect(await balanceOf(invoices[1]?.id ?? '')).toBe(balance);
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

test('money on its way is entered on the invoice, shown with its day wherever the invoice is, and noted to be in', async () => {
  const invoice = await site.invoiceOf({ id: 'debit-1', lines: [{ id: 'debit-1', sku: 'API-P' }] });
  const pay = {
    'pay-state': 'processing',
    'pay-amount': '1200',
    'pay-receivedOn': '2026-11-20',
    'pay-reference': 'SEPA 7',
    'pay-externalId': 'debit-1',
    'pay-rest': 'keep',
  };
  await site.post(`/invoices/${invoice.id}/money/pay`, pay, { cookie: author });
  expect(await balanceOf(invoice.id)).toBe('2400.00');
  const link = /\/receipts\/pay_[0-9a-z]+/.exec(await page(`/invoices/${invoice.id}/money`))?.[0] ?? '';
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const day = dateText('2026-11-20', language);
    expect(await page('/', language)).toContain(texts.board.onItsWay(moneyText('1200.00', 'USD', language)));
    expect(await page(`/invoices/${invoice.id}`, language)).toContain(texts.money.pending);
    expect(await page(`/invoices/${invoice.id}/money`, language)).toContain(texts.money.since(day));
    const receipt = await page(link, language);
    expect(receipt).toContain(texts.receipts.arrival.processing(day));
    expect(receipt).toContain(texts.receipts.arrival.fail.label);
    expect(receipt).not.toContain(texts.receipts.choose);
  }
  const refused = await site.post(`${link}/settle`, { receivedOn: 'soon' }, { cookie: author });
  expect(refused.status).toBe(400);
  const settled = await site.post(`${link}/settle`, { receivedOn: '2026-11-23' }, { cookie: author });
  expect(settled.headers.get('location')).toBe(`${link}?done=settled`);
  expect(await balanceOf(invoice.id)).toBe('1200.00');
  const late = await site.post(`${link}/fail`, { reason: 'No funds.' }, { cookie: author });
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('settlement.not_possible')]);
  expect(await page(`/invoices/${invoice.id}`)).not.toContain(en.money.pending);
});

test('money that never came says why, and may come in after all', async () => {
  const invoice = await site.invoiceOf({ id: 'debit-2', lines: [{ id: 'debit-2', sku: 'API-P' }] });
  const { payment } = await recordPayment({
    ctx: site.loop.organization.author,
    input: {
      invoiceId: invoice.id,
      amount: '2400.00',
      currency: 'USD',
      receivedOn: '2026-11-20',
      rest: 'keep',
      externalId: 'debit-2',
      state: 'processing',
    },
  });
  const link = `/receipts/${payment.id}`;
  await site.post(`${link}/fail`, { reason: 'The account has <no> funds.' }, { cookie: author });
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const text = await page(link, language);
    expect(text).toContain('The account has &lt;no&gt; funds.');
    expect(text).toContain(texts.receipts.arrival.after.label);
    expect(text).not.toContain(texts.receipts.arrival.fail.confirm);
  }
  await site.post(`${link}/settle`, { receivedOn: '2026-11-23' }, { cookie: author });
  expect(await balanceOf(invoice.id)).toBe('0.00');
});
