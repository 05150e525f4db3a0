import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { allocations, auditEntries, deadLetters, payments } from '../../../runtime/src/db/schema/index.ts';
import type { InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { loadStanding } from '../../../runtime/src/flow/read/load-standing.ts';
import { settlePayment } from '../../../runtime/src/flow/settle/settle-payment.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { receiveXeroPayment, type XeroPayment } from './support/receive-xero-payment.ts';

let loop: Loop;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createLoop();
});

afterAll(() => loop.hub.close());

type Issued = InvoiceRow & { number: string };

/** An invoice of 2,400.00 USD. */
async function issuedInvoice(): Promise<Issued> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  if (invoice?.number == null) throw new Error('the invoice is not issued');
  return { ...invoice, number: invoice.number };
}

const receive = (payment: XeroPayment): Promise<void> => receiveXeroPayment(loop, payment);

const inOrganization = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> =>
  loop.hub.database.inOrganization(loop.organization.id, work);

const cashOf = async (invoice: InvoiceRow): Promise<string> =>
  (await inOrganization((tx) => loadStanding(tx, loop.hub.system(loop.organization.id), invoice.id))).cash;

const openLetters = (code: string) =>
  inOrganization((tx) =>
    tx
      .select()
      .from(deadLetters)
      .where(and(eq(deadLetters.code, code), eq(deadLetters.state, 'dead')))
      .orderBy(deadLetters.id),
  );

const settledOn = (invoice: InvoiceRow) =>
  inOrganization((tx) =>
    tx
      .select({ after: auditEntries.after })
      .from(auditEntries)
      .where(and(eq(auditEntries.action, 'payment.settle'), eq(auditEntries.objectId, invoice.id)))
      .orderBy(auditEntries.id),
  );

test('a payment whose invoice number was corrected leaves the first invoice and settles the second, told for both', async () => {
  const [first, second] = [await issuedInvoice(), await issuedInvoice()];
  await receive({ id: 'moved', number: first.number, amount: '1000.00' });
  await receive({ id: 'moved', number: second.number, amount: '1000.00' });
  expect([await cashOf(first), await cashOf(second)]).toEqual(['0.00', '1000.00']);
  expect((await settledOn(first)).at(-1)?.after).toMatchObject({ applied: '0.00', reversed: '1000.00' });
  expect((await settledOn(second)).at(-1)?.after).toMatchObject({ applied: '1000.00', reversed: '0.00' });
  expect(loop.crm.held.get(`deal/${nextDeal - 2}`)).toMatchObject({ invoiceBalance: '2400.00' });
  expect(loop.crm.held.get(`deal/${nextDeal - 1}`)).toMatchObject({ invoiceBalance: '1400.00' });
});

test('a payment that is returned together with a changed number is taken back from where it was', async () => {
  const [first, second] = [await issuedInvoice(), await issuedInvoice()];
  await receive({ id: 'gone', number: first.number, amount: '1000.00' });
  await receive({ id: 'gone', number: second.number, amount: '1000.00', status: 'DELETED' });
  expect([await cashOf(first), await cashOf(second)]).toEqual(['0.00', '0.00']);
});

test('a payment whose number or currency fits no more is taken back, and its dead letter stays', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'lost', number: invoice.number, amount: '1000.00' });
  await receive({ id: 'lost', number: 'INV-1999-0042', amount: '1000.00' });
  expect(await cashOf(invoice)).toBe('0.00');
  expect(await openLetters('settlement.invoice_unknown')).toHaveLength(1);
  await receive({ id: 'foreign', number: invoice.number, amount: '1000.00' });
  await receive({ id: 'foreign', number: invoice.number, amount: '1000', currency: 'JPY' });
  expect(await cashOf(invoice)).toBe('0.00');
  expect(await openLetters('settlement.currency_differs')).toHaveLength(1);
});

test('two payments that swap their invoices at once end where they belong', async () => {
  const [first, second] = [await issuedInvoice(), await issuedInvoice()];
  await receive({ id: 'swap-1', number: first.number, amount: '100.00' });
  await receive({ id: 'swap-2', number: second.number, amount: '200.00' });
  const ids = await inOrganization(async (tx) => {
    const moved = async (from: Issued, to: Issued) =>
      tx
        .update(payments)
        .set({ invoiceNumber: to.number, invoiceExternalKey: null })
        .where(
          and(
            eq(payments.invoiceNumber, from.number),
            eq(payments.amountMinor, from === first ? 10_000n : 20_000n),
          ),
        )
        .returning({ id: payments.id });
    return [...(await moved(first, second)), ...(await moved(second, first))].map((row) => row.id);
  });
  expect(ids).toHaveLength(2);
  const ctx = loop.hub.system(loop.organization.id);
  await Promise.all(ids.map((paymentId) => settlePayment({ ctx, input: { paymentId } })));
  expect([await cashOf(first), await cashOf(second)]).toEqual(['200.00', '100.00']);
});

test('a payment of a foreign invoice with our number in the same ledger pays nothing of ours', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'theirs', number: invoice.number, amount: '2400.00', invoiceId: 'made-by-hand' });
  expect(await cashOf(invoice)).toBe('0.00');
  const letters = await openLetters('settlement.invoice_unknown');
  expect(letters.at(-1)?.detail).toContain('made-by-hand');
  await receive({ id: 'ours', number: invoice.number, amount: '2400.00' });
  expect(await cashOf(invoice)).toBe('2400.00');
});

test('an invoice that is being voided takes no payment', async () => {
  const invoice = await issuedInvoice();
  await loop.hub.database.owner`update invoices set document_status = 'voiding' where id = ${invoice.id}`;
  const before = (await openLetters('settlement.invoice_unknown')).length;
  await receive({ id: 'late', number: invoice.number, amount: '2400.00' });
  expect(await cashOf(invoice)).toBe('0.00');
  expect(await openLetters('settlement.invoice_unknown')).toHaveLength(before + 1);
});

test('what a returned payment frees is taken by the rest of another payment', async () => {
  const invoice = await issuedInvoice();
  await receive({ id: 'early', number: invoice.number, amount: '1000.00' });
  await receive({ id: 'full', number: invoice.number, amount: '2400.00' });
  expect(await cashOf(invoice)).toBe('2400.00');
  await receive({ id: 'early', number: invoice.number, amount: '1000.00', status: 'DELETED' });
  expect(await cashOf(invoice)).toBe('2400.00');
  const ledger = await inOrganization((tx) =>
    tx.select().from(allocations).where(eq(allocations.invoiceId, invoice.id)).orderBy(allocations.id),
  );
  expect(ledger.map((entry) => entry.amountMinor)).toEqual([100_000n, 140_000n, -100_000n, 100_000n]);
});

test('two payments for one unknown number are two dead letters, and one of them can be mended alone', async () => {
  const before = (await openLetters('settlement.invoice_unknown')).length;
  const invoice = await issuedInvoice();
  await receive({ id: 'stray-1', number: 'INV-1999-0077', amount: '10.00' });
  await receive({ id: 'stray-2', number: 'INV-1999-0077', amount: '20.00' });
  expect(await openLetters('settlement.invoice_unknown')).toHaveLength(before + 2);
  await receive({ id: 'stray-2', number: invoice.number, amount: '20.00' });
  const left = await openLetters('settlement.invoice_unknown');
  expect(left).toHaveLength(before + 1);
  const [stray] = await inOrganization((tx) =>
    tx.select().from(payments).where(eq(payments.amountMinor, 1_000n)),
  );
  expect(left.at(-1)?.payload).toMatchObject({ paymentId: stray?.id });
});
