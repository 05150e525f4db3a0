import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allocations,
  auditEntries,
  deadLetters,
  invoiceEvents,
} from '../../../runtime/src/db/schema/index.ts';
import { readAccount } from '../../../runtime/src/flow/read/read-account.ts';
import { readSettlement } from '../../../runtime/src/flow/read/read-settlement.ts';
import { allocatePayment } from '../../../runtime/src/flow/settle/allocate-payment.ts';
import { applyAccountCredit } from '../../../runtime/src/flow/settle/apply-account-credit.ts';
import { refundInvoice } from '../../../runtime/src/flow/settle/refund-invoice.ts';
import { refundPayment } from '../../../runtime/src/flow/settle/refund-payment.ts';
import { returnPayment } from '../../../runtime/src/flow/settle/return-payment.ts';
import { settlePayment } from '../../../runtime/src/flow/settle/settle-payment.ts';
import { unapplyAllocation } from '../../../runtime/src/flow/settle/unapply-allocation.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { createMoneyLoop, type MoneyLoop } from './support/money-loop.ts';
import { receiveXeroPayment } from './support/receive-xero-payment.ts';

let loop: MoneyLoop;

beforeAll(async () => {
  loop = await createMoneyLoop();
});
afterAll(() => loop.hub.close());

const ctx = () => loop.author;
const payerOf = (invoice: { customerId: string; entityId: string }) => ({
  customerId: invoice.customerId,
  entityId: invoice.entityId,
});
const refundOf = (amount: string, externalId: string) => ({
  amount,
  refundedOn: '2026-11-22',
  reason: 'Paid twice.',
  externalId,
});
const accountOf = async ({ customerId }: { customerId: string }) =>
  (await readAccount({ ctx: ctx(), input: { customerId } }))[0]?.total ?? '0.00';
const entryOf = async (invoiceId: string) => {
  const { entries } = await readSettlement({ ctx: ctx(), input: { invoiceId } });
  return entries.findLast(({ isReversible }) => isReversible)?.id ?? '';
};

describe('one receipt', () => {
  test('from a customer settles the invoice that is due first and a part of the next (PA-02)', async () => {
    const [first, second] = [await loop.issued(), await loop.issued()];
    const { payment } = await loop.pay({ ...payerOf(first), amount: '3600.00', rest: 'oldest_due' });
    expect(payment).toMatchObject({ invoiceNumber: null, unapplied: '0.00' });
    expect(await loop.standing(first.id)).toMatchObject({ settlement: 'paid', balance: '0.00' });
    expect(await loop.standing(second.id)).toMatchObject({
      settlement: 'partially_paid',
      balance: '1200.00',
    });
    await loop.pay({ invoiceId: second.id, amount: '1200.00' });
  });

  test('for one invoice rolls what it does not take to another of the customer (PA-03)', async () => {
    const [first, second] = [await loop.issued(), await loop.issued()];
    await loop.pay({ invoiceId: first.id, amount: '900.00' });
    const { payment } = await loop.pay({ invoiceId: second.id, amount: '3900.00', rest: 'oldest_due' });
    expect(payment.allocations.map(({ invoiceId, amount }) => [invoiceId, amount])).toEqual([
      [second.id, '2400.00'],
      [first.id, '1500.00'],
    ]);
    expect((await loop.standing(first.id)).balance).toBe('0.00');
    expect((await loop.standing(second.id)).balance).toBe('0.00');
  });

  test('is put on invoices by hand all or nothing, never beyond what is owed or left', async () => {
    const [first, second] = [await loop.issued(), await loop.issued()];
    const { payment } = await loop.pay({ ...payerOf(first), amount: '3000.00' });
    const put = (amounts: [string, string]) =>
      allocatePayment({
        ctx: ctx(),
        input: {
          paymentId: payment.id,
          allocations: [
            { invoiceId: first.id, amount: amounts[0] },
            { invoiceId: second.id, amount: amounts[1] },
          ],
        },
      });
    await expect(put(['2400.00', '600.01'])).rejects.toMatchObject({ code: 'settlement.exceeds' });
    await expect(put(['100.00', '2400.01'])).rejects.toMatchObject({ code: 'settlement.exceeds' });
    expect((await loop.standing(first.id)).cash).toBe('0.00');
    expect(await put(['2400.00', '600.00'])).toMatchObject({ unapplied: '0.00' });
    expect(await loop.standing(second.id)).toMatchObject({ cash: '600.00', balance: '1800.00' });
    const events = await loop.inOrganization((tx) =>
      tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, first.id)),
    );
    expect(events.at(-1)).toMatchObject({
      type: 'invoice.paid',
      data: { paymentId: payment.id, previous: { settlement: 'unpaid', balance: '2400.00' } },
    });
    await loop.pay({ invoiceId: second.id, amount: '1800.00' });
  });

  test('settles with the fee that was kept of it, three times over (PA-06), and is no cash', async () => {
    const invoice = await loop.issued();
    for (const amount of ['790.00', '790.00', '790.00']) {
      const deduction = { reason: 'bank_fee', amount: '10.00' } as const;
      await loop.pay({ invoiceId: invoice.id, amount, deduction });
    }
    expect(await loop.standing(invoice.id)).toMatchObject({
      settlement: 'paid',
      cash: '2370.00',
      deducted: '30.00',
      balance: '0.00',
    });
  });

  test('takes no deduction above what came with it, and books nothing then', async () => {
    const invoice = await loop.issued();
    const deduction = { reason: 'bank_fee', amount: '100.01' } as const;
    const paid = loop.pay({ invoiceId: invoice.id, amount: '100.00', deduction });
    await expect(paid).rejects.toMatchObject({ code: 'settlement.exceeds' });
    expect((await loop.standing(invoice.id)).cash).toBe('0.00');
    await loop.pay({ invoiceId: invoice.id, amount: '2400.00' });
  });
});

describe('what nothing takes', () => {
  test('is on the account of the customer and pays a later invoice, credit notes first (BA-01, BA-03)', async () => {
    const paid = await loop.issued();
    await loop.pay({ invoiceId: paid.id, amount: '2500.00' });
    await loop.credit(paid, '300.00');
    expect(await loop.standing(paid.id)).toMatchObject({ settlement: 'paid', balance: '0.00' });
    expect(await accountOf(paid)).toBe('400.00');
    const later = await loop.issued();
    const apply = (amount?: string) =>
      applyAccountCredit({
        ctx: ctx(),
        input: { invoiceId: later.id, ...(amount === undefined ? {} : { amount }) },
      });
    await expect(apply('400.01')).rejects.toMatchObject({ code: 'settlement.exceeds' });
    expect(await apply('350.00')).toEqual({ applied: '350.00' });
    expect(await loop.standing(later.id)).toMatchObject({
      credit: '300.00',
      cash: '50.00',
      balance: '2050.00',
    });
    expect(await apply()).toEqual({ applied: '50.00' });
    await expect(apply()).rejects.toMatchObject({ code: 'settlement.not_possible' });
    expect(await accountOf(paid)).toBe('0.00');
    await loop.pay({ invoiceId: later.id, amount: '2000.00' });
  });

  test('is sent back once under its external id, and never more than is left', async () => {
    const invoice = await loop.issued();
    const { payment } = await loop.pay({ invoiceId: invoice.id, amount: '2450.00' });
    const refund = (amount: string, externalId: string) =>
      refundPayment({ ctx: ctx(), input: { paymentId: payment.id, ...refundOf(amount, externalId) } });
    await expect(refund('50.01', 'out-0')).rejects.toMatchObject({ code: 'settlement.exceeds' });
    const first = await refund('50.00', 'out-1');
    expect(await refund('50.00', 'out-1')).toEqual({ ...first, isNew: false });
    await expect(refund('49.00', 'out-1')).rejects.toMatchObject({ code: 'settlement.external_id_reused' });
    expect(await accountOf(invoice)).toBe('0.00');
    expect((await loop.standing(invoice.id)).cash).toBe('2400.00');
  });
});

describe('a refund of an invoice', () => {
  test('without a credit note opens it again for as much, and is never above what was received', async () => {
    const invoice = await loop.issued();
    await loop.pay({ invoiceId: invoice.id, amount: '1000.00' });
    await loop.pay({ invoiceId: invoice.id, amount: '1400.00' });
    const refund = (amount: string, externalId: string) =>
      refundInvoice({ ctx: ctx(), input: { invoiceId: invoice.id, ...refundOf(amount, externalId) } });
    await refund('1500.00', 'back-1');
    expect(await loop.standing(invoice.id)).toMatchObject({
      settlement: 'partially_paid',
      cash: '900.00',
      balance: '1500.00',
    });
    await expect(refund('900.01', 'back-2')).rejects.toMatchObject({ code: 'settlement.exceeds' });
    await loop.credit(invoice, '1500.00');
    expect(await loop.standing(invoice.id)).toMatchObject({ settlement: 'paid', balance: '0.00' });
  });

  test('with a credit note pays out what that left, and nothing is owed (BA-04)', async () => {
    const invoice = await loop.issued();
    await loop.pay({ invoiceId: invoice.id, amount: '2400.00' });
    const creditNoteId = await loop.credit(invoice, '10.00');
    const refund = (amount: string, externalId: string) =>
      refundInvoice({
        ctx: ctx(),
        input: { invoiceId: invoice.id, creditNoteId, ...refundOf(amount, externalId) },
      });
    await expect(refund('10.01', 'note-1')).rejects.toMatchObject({ code: 'settlement.exceeds' });
    await refund('10.00', 'note-2');
    expect(await loop.standing(invoice.id)).toMatchObject({ cash: '2400.00', balance: '0.00' });
    expect(await loop.standing(creditNoteId)).toMatchObject({ displayStatus: 'credited', balance: '0.00' });
    expect(await accountOf(invoice)).toBe('0.00');
  });
});

describe('money that a person moves', () => {
  test('is not put back by the settlement, until its own system says anew where it belongs', async () => {
    const invoice = await loop.issued();
    await receiveXeroPayment(loop, { id: 'held', number: invoice.number, amount: '2400.00' });
    const paymentId = (await readSettlement({ ctx: ctx(), input: { invoiceId: invoice.id } })).entries[0]
      ?.sourceId;
    const allocationId = await entryOf(invoice.id);
    const reason = 'Paid for another order.';
    const take = () =>
      unapplyAllocation({ ctx: ctx(), input: { invoiceId: invoice.id, allocationId, reason } });
    await take();
    await expect(take()).rejects.toMatchObject({ code: 'record.not_found' });
    await settlePayment({ ctx: ctx(), input: { paymentId: paymentId ?? '' } });
    expect(await loop.standing(invoice.id)).toMatchObject({ settlement: 'unpaid', balance: '2400.00' });
    await receiveXeroPayment(loop, { id: 'held', number: invoice.number, amount: '2300.00' });
    expect((await loop.standing(invoice.id)).cash).toBe('2300.00');
    const audit = await loop.inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.action, 'payment.unapply')),
    );
    expect(audit).toMatchObject([{ reason, actor: { kind: 'person' }, objectId: invoice.id }]);
    await loop.pay({ invoiceId: invoice.id, amount: '100.00' });
  });

  test('stays on the invoice that it was put on, when its system tells of it once more', async () => {
    const [first, second] = [await loop.issued(), await loop.issued()];
    await receiveXeroPayment(loop, { id: 'rolled', number: first.number, amount: '2900.00' });
    const paymentId =
      (await readSettlement({ ctx: ctx(), input: { invoiceId: first.id } })).entries[0]?.sourceId ?? '';
    const asked = [{ invoiceId: second.id, amount: '500.00' }];
    await allocatePayment({ ctx: ctx(), input: { paymentId, allocations: asked } });
    await receiveXeroPayment(loop, { id: 'rolled', number: first.number, amount: '2900.00' });
    await loop.hub.drain();
    expect((await loop.standing(first.id)).cash).toBe('2400.00');
    expect((await loop.standing(second.id)).cash).toBe('500.00');
    await receiveXeroPayment(loop, {
      id: 'rolled',
      number: first.number,
      amount: '2900.00',
      status: 'DELETED',
    });
    expect((await loop.standing(first.id)).cash).toBe('0.00');
    expect((await loop.standing(second.id)).cash).toBe('0.00');
  });

  test('that fitted nobody finds its place, and what had failed is settled', async () => {
    const invoice = await loop.issued();
    await receiveXeroPayment(loop, { id: 'lost', number: 'INV-1999-0007', amount: '2400.00' });
    const letters = () =>
      loop.inOrganization((tx) => tx.select().from(deadLetters).where(eq(deadLetters.queue, 'settle')));
    const letter = (await letters()).at(-1);
    const paymentId = String(letter?.subjectKey);
    const allocations = [{ invoiceId: invoice.id, amount: '2400.00' }];
    await allocatePayment({ ctx: ctx(), input: { paymentId, allocations } });
    await loop.hub.drain();
    expect((await loop.standing(invoice.id)).settlement).toBe('paid');
    expect((await letters()).find(({ id }) => id === letter?.id)).toMatchObject({ state: 'resolved' });
  });

  test('that the bank took back opens what it settled, and a chargeback a dispute', async () => {
    const invoice = await loop.issued();
    const { payment } = await loop.pay({ invoiceId: invoice.id, amount: '2400.00' });
    const back = () =>
      returnPayment({
        ctx: ctx(),
        input: { paymentId: payment.id, reason: 'Card disputed.', isChargeback: true },
      });
    expect(await back()).toMatchObject({ state: 'returned', unapplied: '0.00' });
    expect(await back()).toMatchObject({ state: 'returned' });
    expect(await loop.standing(invoice.id)).toMatchObject({
      displayStatus: 'disputed',
      collection: 'paused',
      settlement: 'unpaid',
      balance: '2400.00',
    });
  });

  test('is on no invoice that was voided, and stands in the way of voiding one', async () => {
    const invoice = await loop.issued();
    const { payment } = await loop.pay({ ...payerOf(invoice), amount: '100.00' });
    const put = () =>
      allocatePayment({
        ctx: ctx(),
        input: { paymentId: payment.id, allocations: [{ invoiceId: invoice.id, amount: '100.00' }] },
      });
    const drop = () => voidInvoice({ ctx: ctx(), input: { invoiceId: invoice.id, reason: 'Wrong.' } });
    await put();
    await expect(drop()).rejects.toMatchObject({ code: 'invoice.payments_applied' });
    const allocationId = await entryOf(invoice.id);
    await unapplyAllocation({ ctx: ctx(), input: { invoiceId: invoice.id, allocationId, reason: 'Wrong.' } });
    await drop();
    await expect(put()).rejects.toMatchObject({ code: 'settlement.not_possible' });
  });
});

test('the database itself refuses an entry beyond the payment or the invoice', async () => {
  const invoice = await loop.issued();
  const { payment } = await loop.pay({ ...payerOf(invoice), amount: '3000.00' });
  const book = (amountMinor: bigint) =>
    loop.inOrganization((tx) =>
      tx.insert(allocations).values({
        organizationId: loop.organization.id,
        id: `alo_${amountMinor}`,
        invoiceId: invoice.id,
        paymentId: payment.id,
        amountMinor,
        createdAt: loop.hub.clock.now(),
      }),
    );
  await expect(book(240_001n)).rejects.toThrow();
  await expect(book(300_001n)).rejects.toThrow();
  expect((await loop.standing(invoice.id)).cash).toBe('0.00');
});
