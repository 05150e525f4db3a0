import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApprovalPage, ApprovalSchema } from '../../runtime/src/http/schemas/control.ts';
import { CustomerPage, DealPage, ProductPage } from '../../runtime/src/http/schemas/data.ts';
import { InvoicePageSchema } from '../../runtime/src/http/schemas/invoice.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let approver: string;
/** Numbers by deal: two issued in dollars, one in yen, and a draft that waits for approval. */
let numbers: Record<string, string>;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  approver = (await loop.key({ person: loop.organization.approver })).key;
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'API-P' }] });
  await loop.tellOf({ id: '3', currency: 'JPY', lines: [{ id: 'c', sku: 'API-P' }] });
  await loop.tellOf({ id: '4', lines: [{ id: 'd', sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.hub.drain();
  const invoices = await loop.invoices();
  const deals = await readAs(loop.call(key, '/v1/deals'), DealPage);
  const dealOf = new Map(deals.items.map((deal) => [deal.id, deal.externalId ?? '']));
  numbers = Object.fromEntries(
    invoices.map((invoice) => [dealOf.get(invoice.dealId ?? '') ?? '', invoice.number ?? 'none']),
  );
});
afterAll(() => loop.hub.close());

const find = async (query: string): Promise<string[]> =>
  (await readAs(loop.call(key, `/v1/invoices?${query}`), InvoicePageSchema)).items
    .map(
      (invoice) =>
        Object.entries(numbers).find(([, number]) => number === (invoice.number ?? 'none'))?.[0] ?? '?',
    )
    .sort();

const pay = async (deal: string, amount: string): Promise<void> => {
  const response = await loop.call(key, '/v1/payments', {
    json: {
      invoiceNumber: numbers[deal],
      amount,
      currency: 'USD',
      receivedOn: '2026-11-24',
      externalId: `for-${deal}`,
    },
    idempotencyKey: `pay-${deal}`,
  });
  expect(response.status).toBe(201);
};

describe('the list of invoices', () => {
  it('is narrowed by entity and by day of issue', async () => {
    expect(await find(`entityId=${loop.organization.jpEntityId}`)).toEqual(['3']);
    // It is 2026-11-23 in San Francisco while it is 2026-11-24 in Tokyo.
    expect(await find('from=2026-11-24')).toEqual(['3']);
    expect(await find('to=2026-11-23')).toEqual(['1', '2']);
    expect(await find('from=2026-11-25')).toEqual([]);
    await expectProblem(await loop.call(key, '/v1/invoices?from=yesterday'), 'request.invalid');
  });

  it('is narrowed by customer', async () => {
    const { items } = await readAs(loop.call(key, '/v1/customers?query=ミナト'), CustomerPage);
    expect(items).toHaveLength(1);
    expect(await find(`customerId=${items[0]?.id}`)).toEqual(['3']);
  });

  it('finds by the beginning of the number, in any case, and by a part of the customer’s name', async () => {
    expect(await find(`query=${numbers['3']}`)).toEqual(['3']);
    expect(await find('query=jp-2026-')).toEqual(['3']);
    expect(await find('query=INV-2026')).toEqual(['1', '2']);
    expect(await find('query=2026')).toEqual([]);
    expect(await find('query=ROBOTICS')).toEqual(['1', '2', '4']);
    expect(await find(`query=${encodeURIComponent('ﾐﾅﾄ')}`)).toEqual(['3']);
    expect(await find('query=%25')).toEqual([]);
  });

  it('is narrowed by where the money stands, by today’s date of each entity', async () => {
    expect(await find('status=unpaid')).toEqual(['1', '2', '3']);
    await pay('1', '2400.00');
    await pay('2', '1.00');
    expect(await find('status=paid')).toEqual(['1']);
    expect(await find('status=partially_paid')).toEqual(['2']);
    expect(await find('status=unpaid')).toEqual(['3']);
    expect(await find('status=overdue')).toEqual([]);
    // Due: 30 days after 2026-11-23 for dollars, the end of the next month for yen.
    loop.hub.clock.set('2026-12-24T12:00:00.000Z');
    expect(await find('status=overdue')).toEqual(['2']);
    loop.hub.clock.set('2026-12-31T16:00:00.000Z');
    expect(await find(`status=overdue&entityId=${loop.organization.jpEntityId}`)).toEqual(['3']);
    expect(await find('status=pending_approval')).toEqual(['4']);
  });

  it('keeps its place between pages while it is narrowed', async () => {
    const first = await readAs(loop.call(key, '/v1/invoices?status=issued&limit=2'), InvoicePageSchema);
    const rest = await readAs(
      loop.call(key, `/v1/invoices?status=issued&limit=2&cursor=${first.nextCursor}`),
      InvoicePageSchema,
    );
    const ids = [...first.items, ...rest.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(rest.nextCursor).toBeNull();
  });
});

describe('customers, products and deals', () => {
  it('are found by name or by their id elsewhere', async () => {
    const customers = await readAs(loop.call(key, '/v1/customers?query=8102'), CustomerPage);
    expect(customers.items.map(({ customer }) => customer.name)).toEqual(['株式会社ミナト食品']);
    const deals = await readAs(loop.call(key, '/v1/deals?query=deal%203'), DealPage);
    expect(deals.items.map(({ externalId }) => externalId)).toEqual(['3']);
    const byId = await readAs(loop.call(key, '/v1/deals?query=4'), DealPage);
    expect(byId.items.map(({ externalId }) => externalId)).toEqual(['4']);
    const products = await readAs(loop.call(key, '/v1/products?query=tea'), ProductPage);
    expect(products.items.map(({ sku }) => sku)).toEqual(['TEA-BOX']);
    expect((await readAs(loop.call(key, '/v1/products?query=_'), ProductPage)).items).toEqual([]);
  });
});

describe('approval requests', () => {
  it('are listed by state and read one by one, with the decision once there is one', async () => {
    const waiting = await readAs(loop.call(key, '/v1/approvals'), ApprovalPage);
    const [request] = waiting.items;
    expect(request).toMatchObject({ state: 'open', decisions: [], closedAt: null });
    expect(await readAs(loop.call(key, `/v1/approvals/${request?.id}`), ApprovalSchema)).toEqual(request);
    await loop.call(approver, `/v1/invoices/${request?.invoice.id}/reject`, {
      json: { requestId: request?.id, reason: 'Not agreed.' },
      idempotencyKey: 'reject-4',
    });
    expect((await readAs(loop.call(key, '/v1/approvals?state=open'), ApprovalPage)).items).toEqual([]);
    const rejected = await readAs(loop.call(key, '/v1/approvals?state=rejected'), ApprovalPage);
    expect(rejected.items).toMatchObject([
      { id: request?.id, state: 'rejected', decisions: [{ decision: 'rejected', reason: 'Not agreed.' }] },
    ]);
  });

  it('of an entity that is not granted are neither listed nor read', async () => {
    const japanese = (await loop.key({ entityIds: [loop.organization.jpEntityId] })).key;
    const all = await readAs(loop.call(key, '/v1/approvals?state=rejected'), ApprovalPage);
    expect((await readAs(loop.call(japanese, '/v1/approvals?state=rejected'), ApprovalPage)).items).toEqual(
      [],
    );
    const one = await loop.call(japanese, `/v1/approvals/${all.items[0]?.id}`);
    await expectProblem(one, 'auth.entity_not_granted');
    await expectProblem(await loop.call(key, '/v1/approvals/apr_unknown'), 'approval.not_found');
  });
});
