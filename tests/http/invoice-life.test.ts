import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApprovalPage, BoardSchema } from '../../runtime/src/http/schemas/control.ts';
import {
  AuditPage,
  ConnectionPage,
  CustomerPage,
  CustomerSchema,
  DealPage,
  DealSchema,
  EntityPage,
  EventPageSchema,
  PaymentPage,
  ProductPage,
  ProductSchema,
} from '../../runtime/src/http/schemas/data.ts';
import {
  DraftedInvoiceSchema,
  InvoicePageSchema,
  InvoiceSchema,
  IssuedSchema,
  TimelineSchema,
} from '../../runtime/src/http/schemas/invoice.ts';
import { CANARY } from '../support/canaries.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import type { z } from '../support/zod.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let machine: string;
let author: string;
let approver: string;
let invoiceId: string;
let large: string;

const read = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> => {
  const response = await loop.call(machine, path);
  expect(response.status).toBe(200);
  return schema.parse(await response.json());
};
const requestOf = async (id: string): Promise<string> =>
  (await read(`/v1/invoices/${id}`, InvoiceSchema)).openRequest?.id ?? 'apr_none';
const act = (key: string, id: string, action: string, json: unknown = {}): Promise<Response> =>
  loop.call(key, `/v1/invoices/${id}/${action}`, {
    json,
    idempotencyKey: `"${action}-${id}-${key.slice(-6)}"`,
  });

beforeAll(async () => {
  loop = await createHttpLoop();
  machine = (await loop.key()).key;
  author = (await loop.key({ person: loop.organization.author })).key;
  approver = (await loop.key({ person: loop.organization.approver })).key;
  await loop.tellOf({ id: '5001', lines: CARD_LINES });
  await loop.tellOf({ id: '5002', lines: [{ id: 'l9', sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.hub.drain();
  const { items } = await read('/v1/deals', DealPage);
  const dealOf = (externalId: string) => items.find((deal) => deal.externalId === externalId)?.id ?? '';
  invoiceId = (await read(`/v1/invoices?dealId=${dealOf('5001')}`, InvoicePageSchema)).items[0]?.id ?? '';
  large = (await read(`/v1/invoices?dealId=${dealOf('5002')}`, InvoicePageSchema)).items[0]?.id ?? '';
});
afterAll(() => loop.hub.close());

describe('what the API answers matches what it describes', () => {
  it('for every list', async () => {
    const lists = [
      await read('/v1/customers', CustomerPage),
      await read('/v1/products', ProductPage),
      await read('/v1/deals', DealPage),
      await read('/v1/entities', EntityPage),
      await read('/v1/connections', ConnectionPage),
      await read('/v1/audit', AuditPage),
      await read('/v1/events', EventPageSchema),
      await read('/v1/invoices', InvoicePageSchema),
      await read('/v1/approvals', ApprovalPage),
    ];
    for (const list of lists) expect(list.items.length).toBeGreaterThan(0);
    expect((await read('/v1/payments', PaymentPage)).items).toEqual([]);
  });

  it('for one customer, product and deal', async () => {
    const [customer] = (await read('/v1/customers', CustomerPage)).items;
    const [product] = (await read('/v1/products', ProductPage)).items;
    const [deal] = (await read('/v1/deals', DealPage)).items;
    expect(await read(`/v1/customers/${customer?.id}`, CustomerSchema)).toEqual(customer);
    expect(await read(`/v1/products/${product?.id}`, ProductSchema)).toEqual(product);
    expect(await read(`/v1/deals/${deal?.id}`, DealSchema)).toEqual(deal);
  });

  it('for an invoice, its timeline and the board', async () => {
    const invoice = await read(`/v1/invoices/${invoiceId}`, InvoiceSchema);
    expect(invoice.document).toMatchObject({ status: 'issued', totals: { payable: '17900.00' } });
    expect(invoice.standing).toMatchObject({ total: '17900.00', balance: '17900.00' });
    const { items } = await read(`/v1/invoices/${invoiceId}/timeline`, TimelineSchema);
    expect(items.map((step) => step.sequence)).toEqual(items.map((_step, index) => index + 1));
    const { columns } = await read('/v1/reports/board', BoardSchema);
    expect(columns.reduce((sum, column) => sum + column.count, 0)).toBe(2);
  });
});

describe('an invoice over the API', () => {
  it('never shows a secret or a binary number as an amount', async () => {
    const connections = await (await loop.call(machine, '/v1/connections')).text();
    for (const secret of [CANARY, 'accessToken', 'webhookSecret', 'secrets']) {
      expect(connections).not.toContain(secret);
    }
    const invoice = await (await loop.call(machine, `/v1/invoices/${invoiceId}`)).text();
    expect(invoice).not.toContain('Minor');
    expect(invoice).toContain('"17900.00"');
  });

  it('is drafted once, however often it is asked for', async () => {
    const { items } = await read('/v1/deals', DealPage);
    const dealId = items.find((deal) => deal.externalId === '5002')?.id;
    const response = await loop.call(machine, '/v1/invoices', { json: { dealId }, idempotencyKey: 'again' });
    expect(response.status).toBe(200);
    expect(DraftedInvoiceSchema.parse(await response.json())).toEqual({
      invoiceId: large,
      outcome: 'unchanged',
    });
  });

  it('shows the request that waits, with the invoice', async () => {
    const { items } = await read('/v1/approvals', ApprovalPage);
    expect(items.map((item) => item.invoice.id)).toEqual([large]);
    const invoice = await read(`/v1/invoices/${large}`, InvoiceSchema);
    expect(invoice.openRequest?.id).toBe(items[0]?.id);
  });

  it('is not approved by its author, nor by a machine', async () => {
    await expectProblem(
      await act(author, large, 'approve', { requestId: await requestOf(large) }),
      'approval.author_cannot_approve',
    );
    await expectProblem(
      await act(machine, large, 'approve', { requestId: await requestOf(large) }),
      'auth.scope_missing',
    );
  });

  it('is not rejected without a reason', async () => {
    await expectProblem(
      await act(approver, large, 'reject', { requestId: await requestOf(large) }),
      'approval.reason_required',
    );
  });

  it('is approved by the person behind a key, who stands in the timeline', async () => {
    const response = await act(approver, large, 'approve', {
      requestId: await requestOf(large),
      reason: 'Agreed with sales.',
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ invoiceId: large, decision: 'approved' });
    const invoice = await read(`/v1/invoices/${large}`, InvoiceSchema);
    expect(invoice.decisions).toMatchObject([
      { decision: 'approved', reason: 'Agreed with sales.', actor: { kind: 'person', name: 'Ken' } },
    ]);
  });

  it('keeps its number when it is issued again, and says so', async () => {
    const issued = await act(machine, invoiceId, 'issue');
    expect(issued.status).toBe(200);
    const body = await readAs(issued, IssuedSchema);
    expect(body).toMatchObject({ isNew: false });
    const invoice = await read(`/v1/invoices/${invoiceId}`, InvoiceSchema);
    expect(invoice.document.number).toBe(body.number);
    expect((await read(`/v1/invoices?number=${body.number}`, InvoicePageSchema)).items).toHaveLength(1);
  });

  it('refuses what its status does not allow', async () => {
    const sent = await act(machine, large, 'send');
    await expectProblem(sent, 'invoice.transition_refused');
  });

  it('lists by status', async () => {
    const { items } = await read('/v1/invoices?status=issued', InvoicePageSchema);
    expect(items.map((item) => item.id)).toEqual([invoiceId]);
  });

  it('tells its events in order', async () => {
    const first = await read(`/v1/events?invoiceId=${invoiceId}&limit=2`, EventPageSchema);
    expect(first.items.map((event) => event.sequence)).toEqual([1, 2]);
    expect(first.hasMore).toBe(true);
    const rest = await read(
      `/v1/events?invoiceId=${invoiceId}&limit=100&cursor=${first.nextCursor}`,
      EventPageSchema,
    );
    expect(rest.items[0]?.sequence).toBe(3);
    const end = await read(`/v1/events?invoiceId=${invoiceId}&cursor=${rest.nextCursor}`, EventPageSchema);
    expect(end).toMatchObject({ items: [], hasMore: false });
    expect(end.nextCursor).not.toBeNull();
  });

  it('tells who changed it', async () => {
    const { items } = await read(`/v1/audit?objectKind=invoice&objectId=${invoiceId}`, AuditPage);
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map((entry) => entry.objectId))).toEqual(new Set([invoiceId]));
  });
});
