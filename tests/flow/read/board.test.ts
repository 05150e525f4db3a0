import { afterAll, beforeAll, expect, test } from 'vitest';
import { getBoard } from '../../../runtime/src/flow/read/get-board.ts';
import { listInvoices } from '../../../runtime/src/flow/read/list-invoices.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.tellOf({ id: '2', currency: 'JPY', lines: [{ id: 'b', sku: 'API-P' }] });
  await loop.tellOf({ id: '3', lines: [{ id: 'c', sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.hub.drain();
});

afterAll(() => loop.hub.close());

const system = () => loop.hub.system(loop.organization.id);

test('every invoice is in exactly one column, and the sums are per currency', async () => {
  const board = await getBoard({ ctx: system() });
  const counts = Object.fromEntries(board.map((column) => [column.column, column.count]));
  expect(counts).toEqual({ draft: 1, approved: 0, sent: 2, paid: 0, overdue: 0, apart: 0 });
  expect(board.find((column) => column.column === 'sent')?.sums).toEqual([
    { currency: 'JPY', amount: '396000' },
    { currency: 'USD', amount: '2400.00' },
  ]);
  const ids = board.flatMap((column) => column.invoices.map((invoice) => invoice.id));
  expect(ids.sort()).toEqual((await loop.invoices()).map((invoice) => invoice.id).sort());
});

test('an invoice is overdue the day after its due date, without any job having run', async () => {
  const before = loop.hub.clock.now().toISOString();
  loop.hub.clock.set('2026-12-24T12:00:00.000Z');
  const board = await getBoard({ ctx: system() });
  const overdue = board.find((column) => column.column === 'overdue');
  expect(overdue?.invoices.map((invoice) => [invoice.currency, invoice.standing.due.daysOverdue])).toEqual([
    ['USD', 1],
  ]);
  loop.hub.clock.set(before);
});

test('a draft with a negative total is shown as it is and breaks no list', async () => {
  await loop.tellOf({ id: '4', lines: [{ id: 'd', sku: 'API-P', quantity: '-1' }] });
  await loop.hub.drain();
  const board = await getBoard({ ctx: system() });
  expect(board.find((column) => column.column === 'draft')?.count).toBe(2);
  const { items } = await listInvoices({ ctx: system(), input: { limit: 100 } });
  expect(items.find((item) => item.standing.total === '-2400.00')?.standing.settlement).toBe('unpaid');
});

test('a key of one legal entity sees no other', async () => {
  const board = await getBoard({ ctx: { ...system(), entityIds: [loop.organization.jpEntityId] } });
  expect(board.flatMap((column) => column.invoices.map((invoice) => invoice.currency))).toEqual(['JPY']);
});
