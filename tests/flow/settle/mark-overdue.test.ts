import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries, entities, invoiceEvents } from '../../../runtime/src/db/schema/index.ts';
import type { InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { markOverdue } from '../../../runtime/src/flow/settle/mark-overdue.ts';
import { enqueueClockJobs } from '../../../runtime/src/worker/clock-jobs.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { seedOrganization } from '../../support/seed-organization.ts';
import { receiveXeroPayment } from './support/receive-xero-payment.ts';

let loop: Loop;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createLoop();
});
afterAll(() => loop.hub.close());

type Issued = InvoiceRow & { number: string };

/** An invoice of 2,400.00 USD, or of 396,000 JPY, issued at the clock's day. */
async function issuedInvoice(currency: 'USD' | 'JPY' = 'USD'): Promise<Issued> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, currency, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  if (invoice?.number == null) throw new Error('the invoice is not issued');
  return { ...invoice, number: invoice.number };
}

const system = () => loop.hub.system(loop.organization.id);
const eventsOf = (invoice: InvoiceRow) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select()
      .from(invoiceEvents)
      .where(and(eq(invoiceEvents.invoiceId, invoice.id), eq(invoiceEvents.type, 'invoice.became_overdue'))),
  );

test('an open invoice is told of on the day after its due date in the zone of its entity, and not before', async () => {
  loop.hub.clock.set('2026-11-24T03:00:00.000Z');
  const [dollars, yen] = [await issuedInvoice('USD'), await issuedInvoice('JPY')];
  expect([dollars.dueDate, yen.dueDate]).toEqual(['2026-12-23', '2026-12-31']);
  // 23:59 on the due date in Los Angeles, which is the next day in Tokyo.
  loop.hub.clock.set('2026-12-24T07:59:00.000Z');
  expect(await markOverdue({ ctx: system() })).toBe(0);
  loop.hub.clock.set('2026-12-24T08:01:00.000Z');
  expect(await markOverdue({ ctx: system() })).toBe(1);
  expect(await eventsOf(dollars)).toMatchObject([
    {
      actor: { kind: 'system' },
      data: {
        dueDate: '2026-12-23',
        asOf: '2026-12-24',
        daysOverdue: 1,
        balance: '2400.00',
        currency: 'USD',
      },
    },
  ]);
  // 00:01 in Tokyo, while it is still 2026-12-31 in Los Angeles.
  loop.hub.clock.set('2026-12-31T15:01:00.000Z');
  expect(await markOverdue({ ctx: system() })).toBe(1);
  expect(await eventsOf(yen)).toHaveLength(1);
});

test('it stands in the audit trail and reaches the CRM', async () => {
  const invoice = await issuedInvoice();
  loop.hub.clock.advance(40 * 86_400_000);
  await markOverdue({ ctx: system() });
  await loop.hub.drain();
  const audit = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(and(eq(auditEntries.objectId, invoice.id), eq(auditEntries.action, 'invoice.became_overdue'))),
  );
  expect(audit).toHaveLength(1);
  expect(loop.crm.held.get(`deal/${nextDeal - 1}`)).toMatchObject({ invoiceStatus: 'overdue' });
});

test('once, however often it runs and however many run at once', async () => {
  const invoice = await issuedInvoice();
  loop.hub.clock.advance(40 * 86_400_000);
  await Promise.all(Array.from({ length: 4 }, () => markOverdue({ ctx: system() })));
  expect(await markOverdue({ ctx: system() })).toBe(0);
  expect(await eventsOf(invoice)).toHaveLength(1);
});

test('a paid one is not told of; opened again by a returned payment it is, once', async () => {
  const invoice = await issuedInvoice();
  await receiveXeroPayment(loop, { id: 'back', number: invoice.number, amount: '2400.00' });
  loop.hub.clock.advance(40 * 86_400_000);
  expect(await markOverdue({ ctx: system() })).toBe(0);
  const taken = { id: 'back', number: invoice.number, amount: '2400.00', status: 'DELETED' } as const;
  await receiveXeroPayment(loop, taken);
  expect(await markOverdue({ ctx: system() })).toBe(1);
  await receiveXeroPayment(loop, { id: 'again', number: invoice.number, amount: '2400.00' });
  await receiveXeroPayment(loop, { ...taken, id: 'again' });
  expect(await markOverdue({ ctx: system() })).toBe(0);
  expect(await eventsOf(invoice)).toHaveLength(1);
});

test('more than one batch is told of in one run', async () => {
  const first = await issuedInvoice();
  // Copies of one invoice: what is counted here are batches, and not how an invoice comes to be.
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.execute(`insert into invoices select (jsonb_populate_record(i, jsonb_build_object('id',
        i.id || '_' || n, 'number', i.number || '-' || n, 'deal_id', null))).*
      from invoices i, generate_series(1, 250) n where i.id = '${first.id}'`),
  );
  loop.hub.clock.advance(40 * 86_400_000);
  expect(await markOverdue({ ctx: system() })).toBe(251);
  expect(await markOverdue({ ctx: system() })).toBe(0);
});

test('the clock hands one job to each organization, and one that cannot do it holds up no other', async () => {
  const invoice = await issuedInvoice();
  const other = await seedOrganization(loop.hub, { name: 'Other' });
  await loop.hub.database.inOrganization(other.id, (tx) =>
    tx.update(entities).set({ timeZone: 'Nowhere/Nothing' }).where(eq(entities.id, other.usEntityId)),
  );
  loop.hub.clock.advance(40 * 86_400_000);
  await enqueueClockJobs(loop.hub.deps);
  await loop.hub.drain();
  expect(await eventsOf(invoice)).toHaveLength(1);
});
