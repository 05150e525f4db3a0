import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';

type Change = {
  path: string;
  from: unknown;
  to: unknown;
  at: string;
  actor: { kind: string; name: string };
  action: string;
};
type History = { value: unknown; items: Change[] };

let loop: HttpLoop;
let key: string;
let invoiceId: string;
let draftedAt: string;
let changedAt: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key({ permissions: ['read'] })).key;
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P', discountPercent: '15' }] });
  await loop.hub.drain();
  draftedAt = loop.hub.clock.now().toISOString();
  loop.hub.clock.advance(3_600_000);
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P', quantity: '3', discountPercent: '15' }] });
  await loop.hub.drain();
  changedAt = loop.hub.clock.now().toISOString();
  invoiceId = (await loop.invoices())[0]?.id ?? '';
});
afterAll(() => loop.hub.close());

async function history(query = ''): Promise<History> {
  const response = await loop.call(key, `/v1/invoices/${invoiceId}/history${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as History;
}

test('for a field and a time, the value, who set it and how are told', async () => {
  const now = await history('?path=/lines/0/quantity');
  expect(now.items.map(({ from, to }) => [from, to])).toEqual([
    [null, expect.any(String)],
    [expect.any(String), '3'],
  ]);
  expect(now.value).toBe('3');
  expect(now.items[1]).toMatchObject({ action: 'invoice.change_content', actor: { kind: 'person' } });
  const then = await history(`?path=/lines/0/quantity&at=${draftedAt}`);
  expect(then.value).toBe(now.items[0]?.to);
  expect((await history(`?path=/lines/0/quantity&at=${changedAt}`)).value).toBe('3');
  expect((await history('?path=/lines/0/quantity&at=2020-01-01T00:00:00Z')).value).toBeNull();
});

test('recipients, terms and totals have theirs from the first draft on, and the status each step', async () => {
  expect((await history('?path=/recipients')).value).toMatchObject([{ role: 'bill_to' }]);
  expect((await history('?path=/terms/code')).items).toHaveLength(1);
  expect((await history('?path=/totals/payable')).items).toHaveLength(2);
  const steps = (await history('?path=/status')).items.map(({ to }) => to);
  expect(steps).toEqual(['pending_approval', 'draft', 'pending_approval']);
});

test('a mail that was sent changes nothing of whom the document is addressed to', async () => {
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'API-P' }] });
  await loop.hub.drain();
  const sent = (await loop.invoices()).find(({ number }) => number !== null);
  const path = `/v1/invoices/${sent?.id}/history?path=`;
  const read = async (of: string) => (await (await loop.call(key, `${path}${of}`)).json()) as History;
  const recipients = await read('/recipients');
  expect(recipients.items.map(({ action }) => action)).toEqual(['invoice.create']);
  expect(recipients.value).toMatchObject([{ role: 'bill_to', email: expect.stringContaining('@') }]);
  expect((await read('/recipients/0/email')).value).toEqual(expect.stringContaining('@'));
  // What the issue gives is told beside the document, and is part of it from then on.
  for (const given of ['/number', '/issueDate', '/dueDate']) {
    expect((await read(given)).items.map(({ action }) => action)).toEqual(['invoice.issue']);
  }
  const entries = await loop.hub.database
    .owner`select action from audit_entries where object_id = ${sent?.id ?? ''}`;
  expect(entries.map(({ action }) => action)).toContain('invoice.send');
});

test('without a path every value that was changed is named, oldest first', async () => {
  const { items } = await history();
  expect(items.map(({ path }) => path)).toContain('/lines/0/quantity');
  expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
});

test('a path that is none is refused, and so is an invoice that is not there', async () => {
  expect((await loop.call(key, `/v1/invoices/${invoiceId}/history?path=lines`)).status).toBe(400);
  expect((await loop.call(key, '/v1/invoices/inv_0198f1c27a4e7c119d5b2f6f3f1f9a10/history')).status).toBe(
    404,
  );
});
