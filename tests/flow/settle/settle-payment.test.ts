import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allocations, deadLetters, invoiceEvents, payments } from '../../../runtime/src/db/schema/index.ts';
import type { InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { loadStanding } from '../../../runtime/src/flow/read/load-standing.ts';
import { settlePayment } from '../../../runtime/src/flow/settle/settle-payment.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { receiveXeroPayment, receiveXeroPayments, type XeroPayment } from './support/receive-xero-payment.ts';

let loop: Loop;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createLoop();
});

afterAll(() => loop.hub.close());

async function issuedInvoice(): Promise<InvoiceRow & { number: string }> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  if (invoice?.number == null) throw new Error('the invoice is not issued');
  return { ...invoice, number: invoice.number };
}

const receive = (payment: XeroPayment): Promise<void> => receiveXeroPayment(loop, payment);

const standingOf = (invoiceId: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    loadStanding(tx, loop.hub.system(loop.organization.id), invoiceId),
  );

const eventsOf = (invoiceId: string, type: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select()
      .from(invoiceEvents)
      .where(and(eq(invoiceEvents.invoiceId, invoiceId), eq(invoiceEvents.type, type))),
  );

test('a part payment and then the rest: partially paid, then paid, and the CRM shows it', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'p-1', number: invoice.number, amount: '1000.00' });
  expect(await standingOf(invoice.id)).toMatchObject({ displayStatus: 'partially_paid', balance: '1400.00' });
  expect([...loop.crm.held.values()].at(-1)).toMatchObject({
    invoiceStatus: 'partially_paid',
    invoiceBalance: '1400.00',
  });
  await receive({ id: 'p-2', number: invoice.number, amount: '1400.00' });
  expect(await standingOf(invoice.id)).toMatchObject({ displayStatus: 'paid', balance: '0.00' });
  expect([...loop.crm.held.values()].at(-1)).toMatchObject({ invoiceStatus: 'paid', invoiceBalance: '0.00' });
  expect(await eventsOf(invoice.id, 'invoice.paid')).toHaveLength(1);
});

test('two payments of one invoice that come in one answer are both applied', async () => {
  const { id, number } = await issuedInvoice();
  await receiveXeroPayments(loop, { id: 'both-1', number, amount: '1000.00' }, [
    { id: 'both-2', number, amount: '1400.00' },
  ]);
  expect(await standingOf(id)).toMatchObject({ displayStatus: 'paid', cash: '2400.00' });
});

test('the same payment told twice is applied once', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'twice', number: invoice.number, amount: '100.00' });
  await receive({ id: 'twice', number: invoice.number, amount: '100.00' });
  const [payment] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(payments).where(eq(payments.invoiceNumber, invoice.number)),
  );
  const ctx = loop.hub.system(loop.organization.id);
  await settlePayment({ ctx, input: { paymentId: payment?.id ?? '' } });
  expect((await standingOf(invoice.id)).cash).toBe('100.00');
});

test('an overpayment settles the invoice and the rest stays unapplied', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'over', number: invoice.number, amount: '2500.00' });
  expect(await standingOf(invoice.id)).toMatchObject({
    displayStatus: 'paid',
    cash: '2400.00',
    balance: '0.00',
  });
});

test('a payment that is deleted in accounting is taken back by a new entry, and the invoice is open again', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'back', number: invoice.number, amount: '2400.00' });
  await receive({ id: 'back', number: invoice.number, amount: '2400.00', status: 'DELETED' });
  expect(await standingOf(invoice.id)).toMatchObject({ settlement: 'unpaid', balance: '2400.00' });
  const ledger = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(allocations).where(eq(allocations.invoiceId, invoice.id)).orderBy(allocations.id),
  );
  expect(ledger.map((entry) => entry.amountMinor)).toEqual([240_000n, -240_000n]);
  expect(ledger[1]?.reversesId).toBe(ledger[0]?.id);
});

test('a payment whose amount was corrected in accounting is applied with its new amount', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'fix', number: invoice.number, amount: '2400.00' });
  await receive({ id: 'fix', number: invoice.number, amount: '2000.00' });
  expect(await standingOf(invoice.id)).toMatchObject({ cash: '2000.00', balance: '400.00' });
});

test('a payment for a number that nobody knows, or in another currency, is a dead letter and changes nothing', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'stray', number: 'INV-1999-0001', amount: '1.00' });
  await receive({ id: 'yen', number: invoice.number, amount: '100', currency: 'JPY' });
  const codes = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select({ code: deadLetters.code, state: deadLetters.state })
      .from(deadLetters)
      .orderBy(deadLetters.code),
  );
  expect(codes).toEqual([
    { code: 'settlement.currency_differs', state: 'dead' },
    { code: 'settlement.invoice_unknown', state: 'dead' },
  ]);
  expect((await standingOf(invoice.id)).cash).toBe('0.00');
});

test('whatever payments come in whatever order, the cash is their sum up to the total, and never more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 4 }),
      async (cents) => {
        const invoice = await issuedInvoice();
        for (const [index, amount] of cents.entries()) {
          const text = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
          await receive({ id: `${invoice.id}-${index}`, number: invoice.number, amount: text });
        }
        const sum = BigInt(cents.reduce((left, right) => left + right, 0));
        const standing = await standingOf(invoice.id);
        expect(standing.balanceMinor).toBe(sum >= 240_000n ? 0n : 240_000n - sum);
      },
    ),
    { numRuns: 5 },
  );
});
