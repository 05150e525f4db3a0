import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARD_LINES } from '../support/sample-records.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { receivePayment } from './support/receive-payment.ts';
import { waitingDeal } from './support/waiting-deal.ts';

let site: TestConsole;
let cookie: string;

beforeAll(async () => {
  site = await createConsole();
  cookie = await site.enter(site.loop.organization.approver);
});

afterAll(() => site.loop.hub.close());

const COLUMNS = ['draft', 'approved', 'sent', 'paid', 'overdue'];

const board = async (): Promise<string> => (await site.get('/', { cookie })).text();

/** The part of the page from one column's start to the next. */
function columnOf(page: string, column: string): string {
  const [, ...parts] = page.split('<section class="column ');
  return parts.find((part) => part.startsWith(`column-${column}"`)) ?? '';
}

test('an empty board says what makes the first invoice', async () => {
  const page = await board();
  expect(page).toContain('No invoice yet');
  expect(page).toContain('POST /v1/records');
  expect(page).not.toContain('class="columns"');
});

test('each invoice is in exactly one column, and counts and sums follow', async () => {
  const { hub } = site.loop;
  const overdue = await site.invoiceOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  hub.clock.advance(35 * 86_400_000);
  cookie = await site.enter(site.loop.organization.approver);
  const paid = await site.invoiceOf({ id: '2', lines: CARD_LINES });
  await receivePayment(site.loop, { id: 'p-1', number: paid.number ?? '', amount: '17900.00' });
  const sent = await site.invoiceOf({ id: '3', currency: 'JPY', lines: [{ id: 'c', sku: 'API-P' }] });
  const waiting = await site.invoiceOf(waitingDeal('4'));
  hub.setEmailOutcome({ state: 'refused', detail: '550 no such user' });
  const unsent = await site.invoiceOf({ id: '5', lines: [{ id: 'e', sku: 'API-P' }] });
  hub.setEmailOutcome({ state: 'sent', response: 'kept' });

  const page = await board();
  const invoices = { overdue, paid, sent, waiting, unsent };
  const homes = Object.entries(invoices).map(([name, { id }]) => [
    name,
    COLUMNS.filter((column) => columnOf(page, column).includes(`data-invoice="${id}"`)),
  ]);
  expect(Object.fromEntries(homes)).toEqual({
    overdue: ['overdue'],
    paid: ['paid'],
    sent: ['sent'],
    waiting: ['draft'],
    unsent: ['approved'],
  });
  expect(page.match(/data-invoice="/g)).toHaveLength(5);
  expect(COLUMNS.map((column) => columnOf(page, column).includes('>1 invoice<'))).toEqual(
    COLUMNS.map(() => true),
  );
  expect(columnOf(page, 'paid')).toContain('$17,900.00');
  expect(columnOf(page, 'sent')).toContain('¥396,000');
  expect(columnOf(page, 'overdue')).toContain('5 days overdue');
});

test('what waits for approval is marked in words, and the state of each system is in text', async () => {
  const page = await board();
  expect(columnOf(page, 'draft')).toContain('1 waits for approval');
  expect(columnOf(page, 'paid')).toMatch(/CRM<span class="unseen">: Synced<\/span>/);
  expect(columnOf(page, 'paid')).toMatch(/Accounting<span class="unseen">: Synced<\/span>/);
  expect(columnOf(page, 'draft')).toMatch(/Accounting<span class="unseen">: Not written yet<\/span>/);
});

test('stopped work is announced with its count and a link', async () => {
  const page = await board();
  expect(page).toContain('1 piece of work has stopped and needs you.');
  expect(page).toContain('<a href="/exceptions">See what failed</a>');
});

test('in a column, what waits for a decision comes before what does not', async () => {
  const rejected = await site.invoiceOf(waitingDeal('6'));
  const form = await (await site.get(`/invoices/${rejected.id}`, { cookie })).text();
  const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  const decision = {
    contentHash: fieldOf('contentHash'),
    requestId: fieldOf('requestId'),
    decision: 'rejected',
    reason: 'no',
  };
  await site.post(`/invoices/${rejected.id}/decision`, decision, { cookie });
  const draft = columnOf(await board(), 'draft');
  const places = [...draft.matchAll(/data-invoice="([^"]+)"/g)].map((match) => match[1]);
  expect(places).toHaveLength(2);
  expect(places[1]).toBe(rejected.id);
});
