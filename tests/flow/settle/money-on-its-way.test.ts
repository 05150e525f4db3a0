import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentState } from '../../../runtime/src/core/settlement/payment-state.ts';
import { allocations, auditEntries, invoiceEvents, payments } from '../../../runtime/src/db/schema/index.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { getPayment } from '../../../runtime/src/flow/read/list-payments.ts';
import { readAccount } from '../../../runtime/src/flow/read/read-account.ts';
import { allocatePayment } from '../../../runtime/src/flow/settle/allocate-payment.ts';
import { confirmPayment } from '../../../runtime/src/flow/settle/confirm-payment.ts';
import { failPayment } from '../../../runtime/src/flow/settle/fail-payment.ts';
import type { RecordPaymentInput } from '../../../runtime/src/flow/settle/record-payment.ts';
import { refundPayment } from '../../../runtime/src/flow/settle/refund-payment.ts';
import { returnPayment } from '../../../runtime/src/flow/settle/return-payment.ts';
import { settlePayment } from '../../../runtime/src/flow/settle/settle-payment.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { replayEvents } from '../../support/replay-events.ts';
import { createMoneyLoop, type Issued, type MoneyLoop } from './support/money-loop.ts';

let loop: MoneyLoop;
beforeAll(async () => {
  loop = await createMoneyLoop();
});
afterAll(() => loop.hub.close());

const DAY = '2026-11-23';
const REASON = 'The account has no funds.';

/** What a vendor tells of one debit of an invoice. */
const debit = (invoice: Issued, state: RecordPaymentInput['state'], changes = {}) =>
  loop.pay({
    invoiceId: invoice.id,
    amount: '1200.00',
    externalId: `debit-${invoice.id}`,
    ...(state === undefined ? {} : { state }),
    ...changes,
  });
const underWay = async (): Promise<{ invoice: Issued; paymentId: string }> => {
  const invoice = await loop.issued();
  const { payment } = await debit(invoice, 'processing');
  return { invoice, paymentId: payment.id };
};
const confirm = (paymentId: string) =>
  confirmPayment({ ctx: loop.author, input: { paymentId, receivedOn: DAY } });
const fail = (paymentId: string) => failPayment({ ctx: loop.author, input: { paymentId, reason: REASON } });
const stateOf = async (paymentId: string): Promise<PaymentState> =>
  (await getPayment({ ctx: loop.author, input: { id: paymentId } })).state;
const entriesOf = (invoice: Issued) =>
  loop.inOrganization((tx) => tx.select().from(allocations).where(eq(allocations.invoiceId, invoice.id)));
const eventsOf = async (invoice: Issued): Promise<string[]> => {
  const rows = await loop.inOrganization((tx) =>
    tx
      .select({ type: invoiceEvents.type })
      .from(invoiceEvents)
      .where(eq(invoiceEvents.invoiceId, invoice.id))
      .orderBy(invoiceEvents.sequence),
  );
  return rows.map(({ type }) => type).filter((type) => /pay|paid/.test(type));
};
const paymentsOf = (invoice: Issued) =>
  loop.inOrganization((tx) => tx.select().from(payments).where(eq(payments.invoiceNumber, invoice.number)));
const refused = (code: string) => expect.objectContaining({ code });

describe('money on its way', () => {
  test('is shown on its invoice with the day it set out, and settles nothing', async () => {
    const { invoice, paymentId } = await underWay();
    const payment = await getPayment({ ctx: loop.author, input: { id: paymentId } });
    expect(payment).toMatchObject({ state: 'processing', unapplied: '0.00', allocations: [] });
    expect(await loop.standing(invoice.id)).toMatchObject({
      settlement: 'unpaid',
      displayStatus: 'sent',
      balance: '2400.00',
      cash: '0.00',
      pendingMoney: { amount: '1200.00', since: '2026-11-20' },
    });
    const { customerId } = invoice;
    const accounts = await readAccount({ ctx: loop.author, input: { customerId } });
    expect(accounts.flatMap(({ parts }) => parts).filter(({ id }) => id === paymentId)).toEqual([]);
    const trail = await loop.inOrganization((tx) =>
      tx
        .select({ action: auditEntries.action, after: auditEntries.after, objectId: auditEntries.objectId })
        .from(auditEntries)
        .where(
          sql`${auditEntries.after} ->> 'paymentId' = ${paymentId} or ${auditEntries.objectId} = ${paymentId}`,
        )
        .orderBy(auditEntries.id),
    );
    expect(trail).toMatchObject([
      { action: 'payment.processing', objectId: paymentId },
      {
        action: 'payment.pending',
        objectId: invoice.id,
        after: { pending: '1200.00', payment: 'processing' },
      },
    ]);
    expect(await eventsOf(invoice)).toEqual(['invoice.payment_processing']);
  });

  test('is told neither to accounting nor to the CRM, while it is on its way and when it failed', async () => {
    const invoice = await loop.issued();
    const heard = () =>
      [loop.accounting, loop.crm].flatMap(({ writes, gets }) => [writes.length, gets.length]);
    const before = heard();
    const { payment } = await debit(invoice, 'processing');
    await loop.hub.drain();
    await fail(payment.id);
    await loop.hub.drain();
    expect(heard()).toEqual(before);
    // In at last, it is a payment like any other: accounting tells of its own, and the CRM is told.
    await confirm(payment.id);
    await loop.hub.drain();
    expect(loop.accounting.writes.length).toBe(before[0]);
    expect([...loop.crm.held.values()].at(-1)).toMatchObject({ invoiceStatus: 'partially_paid' });
  });

  test('becomes an ordinary payment once it is in, by whichever word comes, and only once', async () => {
    const { invoice, paymentId } = await underWay();
    const settled = await debit(invoice, 'settled', { receivedOn: DAY });
    expect(settled).toMatchObject({
      isNew: false,
      payment: { id: paymentId, state: 'settled', receivedOn: DAY, unapplied: '0.00' },
    });
    await debit(invoice, 'settled', { receivedOn: DAY });
    await debit(invoice, undefined, { receivedOn: '2026-11-22' });
    await confirm(paymentId);
    expect(await paymentsOf(invoice)).toHaveLength(1);
    expect((await entriesOf(invoice)).map(({ amountMinor }) => amountMinor)).toEqual([120_000n]);
    expect(await loop.standing(invoice.id)).toMatchObject({
      settlement: 'partially_paid',
      balance: '1200.00',
      pendingMoney: null,
    });
    expect(await eventsOf(invoice)).toEqual([
      'invoice.payment_processing',
      'invoice.payment_settled',
      'invoice.partially_paid',
    ]);
  });

  test('that a person says is in is the payment that its vendor tells of later, on another day', async () => {
    const { invoice, paymentId } = await underWay();
    expect(await confirm(paymentId)).toMatchObject({ state: 'settled', receivedOn: DAY });
    const told = await debit(invoice, 'settled', { receivedOn: '2026-11-22' });
    expect(told).toMatchObject({ isNew: false, payment: { id: paymentId, receivedOn: DAY } });
    expect((await loop.standing(invoice.id)).cash).toBe('1200.00');
  });

  test('may come in with another amount, and with what the bank kept of it', async () => {
    const { invoice, paymentId } = await underWay();
    await debit(invoice, 'settled', {
      amount: '1190.00',
      deduction: { reason: 'bank_fee', amount: '10.00' },
    });
    expect(await getPayment({ ctx: loop.author, input: { id: paymentId } })).toMatchObject({
      amount: '1190.00',
    });
    expect(await loop.standing(invoice.id)).toMatchObject({ cash: '1190.00', deducted: '10.00' });
  });

  test('comes in as money that nobody owes any more where it was paid otherwise meanwhile', async () => {
    const { invoice, paymentId } = await underWay();
    await loop.pay({ invoiceId: invoice.id, amount: '2400.00' });
    expect(await confirm(paymentId)).toMatchObject({
      state: 'settled',
      unapplied: '1200.00',
      allocations: [],
    });
    const standing = await loop.standing(invoice.id);
    expect(standing).toMatchObject({ settlement: 'paid', pendingMoney: null });
    expect((await eventsOf(invoice)).at(-1)).toBe('invoice.payment_settled');
  });

  test('that failed leaves its reason, an event and an invoice as it was before', async () => {
    const { invoice, paymentId } = await underWay();
    const failed = await fail(paymentId);
    expect(failed).toMatchObject({ state: 'failed', failureReason: REASON, unapplied: '0.00' });
    expect(await fail(paymentId)).toEqual(failed);
    expect(await loop.standing(invoice.id)).toMatchObject({ balance: '2400.00', pendingMoney: null });
    expect(await entriesOf(invoice)).toEqual([]);
    expect(await eventsOf(invoice)).toEqual(['invoice.payment_processing', 'invoice.payment_failed']);
    const { timeline } = await getInvoice({ ctx: loop.author, input: { invoiceId: invoice.id } });
    expect(timeline.at(-1)?.data).toMatchObject({
      paymentId,
      amount: '1200.00',
      pending: '0.00',
      failureReason: REASON,
      previous: { pendingMoney: { amount: '1200.00', since: '2026-11-20' } },
    });
  });

  test.each(['settled', 'failed'] as const)(
    'is not on its way again once it was told to have %s',
    async (first) => {
      const invoice = await loop.issued();
      const { payment } = await debit(invoice, first);
      const late = await debit(invoice, 'processing', { receivedOn: DAY });
      expect(late).toMatchObject({ isNew: false, payment: { id: payment.id, state: first } });
      expect((await loop.standing(invoice.id)).pendingMoney).toBeNull();
      expect(await eventsOf(invoice)).toEqual(
        first === 'failed' ? ['invoice.payment_failed'] : ['invoice.partially_paid'],
      );
    },
  );

  test('that is in is never called failed, by nobody', async () => {
    const { invoice, paymentId } = await underWay();
    await confirm(paymentId);
    await expect(fail(paymentId)).rejects.toEqual(refused('settlement.not_possible'));
    await expect(debit(invoice, 'failed')).rejects.toEqual(refused('settlement.not_possible'));
    expect((await loop.standing(invoice.id)).cash).toBe('1200.00');
  });

  test('that somebody gives up and somebody confirms at the same moment is in, once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { invoice, paymentId } = await underWay();
      const words = [confirm(paymentId), fail(paymentId), debit(invoice, 'settled'), confirm(paymentId)];
      await Promise.allSettled(round % 2 === 0 ? words : words.toReversed());
      expect(await stateOf(paymentId)).toBe('settled');
      expect((await entriesOf(invoice)).map(({ amountMinor }) => amountMinor)).toEqual([120_000n]);
      expect((await loop.standing(invoice.id)).pendingMoney).toBeNull();
    }
  });

  test('whatever words come in whatever order, money that was ever in is in once, and events alone say what is pending', async () => {
    const word = fc.constantFrom<RecordPaymentInput['state'] & string>('processing', 'settled', 'failed');
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 6 }), async (words) => {
        const invoice = await loop.issued();
        for (const state of words) await debit(invoice, state).catch(() => undefined);
        const [payment, ...others] = await paymentsOf(invoice);
        expect(others).toEqual([]);
        const isIn = words.includes('settled');
        const end = isIn ? 'settled' : words.includes('failed') ? 'failed' : 'processing';
        expect(payment?.state).toBe(end);
        const { standing, timeline } = await getInvoice({
          ctx: loop.author,
          input: { invoiceId: invoice.id },
        });
        expect(standing.cash).toBe(isIn ? '1200.00' : '0.00');
        expect(replayEvents(timeline).pending ?? '0.00').toBe(standing.pendingMoney?.amount ?? '0.00');
      }),
      { numRuns: 8 },
    );
  });

  test('is told once, however often the job that tells of it runs again', async () => {
    const { invoice, paymentId } = await underWay();
    const again = () => settlePayment({ ctx: loop.hub.system(loop.organization.id), input: { paymentId } });
    await Promise.all([again(), again()]);
    await fail(paymentId);
    await again();
    expect(await eventsOf(invoice)).toEqual(['invoice.payment_processing', 'invoice.payment_failed']);
  });

  test('is on its way still where the hub was killed while it came in, and comes in once afterwards', async () => {
    const { invoice, paymentId } = await underWay();
    const { author } = loop;
    const killed = {
      ...author.deps,
      jobs: { ...author.deps.jobs, enqueue: () => Promise.reject(new Error('killed')) },
    };
    const input = { paymentId, receivedOn: DAY };
    await expect(confirmPayment({ ctx: { ...author, deps: killed }, input })).rejects.toThrow('killed');
    expect(await stateOf(paymentId)).toBe('processing');
    expect(await eventsOf(invoice)).toEqual(['invoice.payment_processing']);
    expect((await loop.standing(invoice.id)).pendingMoney).not.toBeNull();
    await confirm(paymentId);
    expect((await entriesOf(invoice)).map(({ amountMinor }) => amountMinor)).toEqual([120_000n]);
    expect((await loop.standing(invoice.id)).pendingMoney).toBeNull();
  });

  test('is applied, sent back and called returned by nobody', async () => {
    const { invoice, paymentId } = await underWay();
    const ctx = loop.author;
    const parts = { allocations: [{ invoiceId: invoice.id, amount: '10.00' }] };
    await expect(allocatePayment({ ctx, input: { paymentId, ...parts } })).rejects.toEqual(
      refused('settlement.not_possible'),
    );
    const refund = { amount: '1.00', refundedOn: DAY, reason: 'Paid twice.', externalId: `out-${paymentId}` };
    await expect(refundPayment({ ctx, input: { paymentId, ...refund } })).rejects.toEqual(
      refused('settlement.exceeds'),
    );
    const back = { paymentId, reason: 'No funds.', isChargeback: false };
    await expect(returnPayment({ ctx, input: back })).rejects.toEqual(refused('settlement.not_possible'));
  });

  test('keeps its invoice from being voided until it is in or failed', async () => {
    const { invoice, paymentId } = await underWay();
    const voiding = () =>
      voidInvoice({ ctx: loop.author, input: { invoiceId: invoice.id, reason: 'Wrong.' } });
    await expect(voiding()).rejects.toEqual(refused('invoice.payments_applied'));
    await fail(paymentId);
    await voiding();
  });

  test('is refused for another invoice under its id, in another currency, and with what is decided later', async () => {
    const { invoice } = await underWay();
    const other = await loop.issued();
    const externalId = `debit-${invoice.id}`;
    await expect(debit(other, 'settled', { externalId })).rejects.toEqual(
      refused('settlement.external_id_reused'),
    );
    await expect(debit(invoice, 'processing', { amount: '1.00' })).rejects.toEqual(
      refused('settlement.external_id_reused'),
    );
    for (const early of [{ rest: 'oldest_due' }, { deduction: { reason: 'bank_fee', amount: '1.00' } }]) {
      await expect(debit(other, 'processing', early)).rejects.toEqual(refused('request.invalid'));
    }
    await expect(debit(other, 'settled', { failureReason: REASON })).rejects.toEqual(
      refused('request.invalid'),
    );
  });

  test('is neither applied nor on its way again even by who writes to the database', async () => {
    const { invoice, paymentId } = await underWay();
    const entry = {
      organizationId: loop.organization.id,
      id: 'alc_by_hand',
      invoiceId: invoice.id,
      paymentId,
      amountMinor: 1n,
      createdAt: new Date('2026-11-24T00:00:00Z'),
    };
    const code = { cause: expect.objectContaining({ code: 'SK004' }) };
    await expect(loop.inOrganization((tx) => tx.insert(allocations).values(entry))).rejects.toMatchObject(
      code,
    );
    await fail(paymentId);
    const reopen = loop.inOrganization((tx) =>
      tx.update(payments).set({ state: 'processing', failureReason: null }).where(eq(payments.id, paymentId)),
    );
    await expect(reopen).rejects.toMatchObject(code);
  });
});
