import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { readSettlement } from '../../../runtime/src/flow/read/read-settlement.ts';
import { recordPayment } from '../../../runtime/src/flow/settle/record-payment.ts';
import { refundInvoice } from '../../../runtime/src/flow/settle/refund-invoice.ts';
import { syncToAccounting } from '../../../runtime/src/flow/sync/sync-to-accounting.ts';
import { bookWriteOff } from '../../../runtime/src/flow/write-off/book-write-off.ts';
import { decideWriteOff } from '../../../runtime/src/flow/write-off/decide-write-off.ts';
import { requestWriteOff } from '../../../runtime/src/flow/write-off/request-write-off.ts';
import { dyingAfter } from '../credit/support/dying-after.ts';
import { createLedgerLoop, type LedgerLoop } from '../credit/support/ledger-loop.ts';

const STEPS_MAX = 60;
const ACCOUNTS = { writeOffAccountCode: '404', refundAccountCode: '090' };

let ledger: LedgerLoop;
let next = 1;

beforeAll(async () => {
  ledger = await createLedgerLoop(ACCOUNTS);
});
afterAll(() => ledger.close());

const booker = (of: LedgerLoop): Ctx => ({
  ...of.loop.organization.approver,
  actor: { kind: 'person', id: 'per_booker', name: 'Mei' },
});

/** Writes an invoice off by three people; what follows has not run yet. */
async function writeOff(of: LedgerLoop, invoiceId: string): Promise<void> {
  const { author, approver } = of.loop.organization;
  await requestWriteOff({ ctx: author, input: { invoiceId, reason: 'They are insolvent.' } });
  await decideWriteOff({ ctx: approver, input: { invoiceId, decision: 'approved' } });
  await bookWriteOff({ ctx: booker(of), input: { invoiceId } });
}

const pay = (of: LedgerLoop, invoiceId: string, amount: string) =>
  recordPayment({
    ctx: of.loop.organization.author,
    input: {
      invoiceId,
      amount,
      currency: 'USD',
      receivedOn: '2026-11-20',
      externalId: `wire-${next++}`,
      rest: 'keep',
    },
  });

async function refund(of: LedgerLoop, invoiceId: string, creditNoteId: string, amount: string) {
  const ran = await refundInvoice({
    ctx: of.loop.organization.author,
    input: {
      ...{ invoiceId, creditNoteId, amount },
      refundedOn: '2026-11-23',
      reason: 'Paid twice.',
      externalId: `out-${next++}`,
    },
  });
  if (ran.state === 'held') throw new Error('a rule holds the refund');
  return ran;
}

/** What of Xero's credit notes a loss of an invoice is, with what each is set off with. */
function lossesOf({ xero }: LedgerLoop, number: string) {
  return xero.store
    .creditNotes()
    .filter(({ reference }) => reference === `Write-off of ${number}`)
    .map(({ creditNoteId, status, lines }) => ({
      status,
      account: lines[0]?.accountCode,
      amount: lines[0]?.lineAmount,
      applied: xero.store
        .allocations()
        .filter((allocation) => allocation.creditNoteId === creditNoteId)
        .map(({ amount }) => amount),
    }));
}

const bookingsOf = async (of: LedgerLoop, invoiceId: string) =>
  (await readSettlement({ ctx: of.loop.organization.author, input: { invoiceId } })).bookings;

const dueOf = async (of: LedgerLoop, number: string): Promise<number> =>
  (await of.inXero(`Invoices/${number}`)).AmountDue;

describe('a write-off in Xero', () => {
  test('is a credit note on the account for losses, without tax, set off against the invoice', async () => {
    const { id, number } = await ledger.issuedInvoice();
    await writeOff(ledger, id);
    await ledger.loop.hub.drain();
    expect(lossesOf(ledger, number)).toEqual([
      { status: 'PAID', account: '404', amount: '7200', applied: ['7200'] },
    ]);
    expect(await dueOf(ledger, number)).toBe(0);
    expect(await bookingsOf(ledger, id)).toMatchObject([{ state: 'booked', amount: '7200.00', error: null }]);
    expect(await ledger.letters()).toEqual([]);
  });

  test('is taken back for what is recovered: the old one is void, the rest stands anew', async () => {
    const { id, number } = await ledger.issuedInvoice();
    await writeOff(ledger, id);
    await ledger.loop.hub.drain();
    await pay(ledger, id, '1200.00');
    await ledger.loop.hub.drain();
    expect(lossesOf(ledger, number)).toEqual([
      { status: 'VOIDED', account: '404', amount: '7200', applied: [] },
      { status: 'PAID', account: '404', amount: '6000', applied: ['6000'] },
    ]);
    // The money itself is entered there by whoever keeps the bank account.
    expect(await dueOf(ledger, number)).toBe(1200);
    await pay(ledger, id, '6000.00');
    await ledger.loop.hub.drain();
    expect(lossesOf(ledger, number).map(({ status }) => status)).toEqual(['VOIDED', 'VOIDED']);
    expect((await bookingsOf(ledger, id)).map(({ state }) => state)).toEqual(['taken_back', 'taken_back']);
    expect(await ledger.letters()).toEqual([]);
  });

  test('makes room for a credit note, which is booked after it was taken back', async () => {
    const { id, number } = await ledger.issuedInvoice();
    await writeOff(ledger, id);
    await ledger.loop.hub.drain();
    await ledger.issuedCredit(id);
    expect(lossesOf(ledger, number)).toMatchObject([
      { status: 'VOIDED' },
      { status: 'PAID', applied: ['4800'] },
    ]);
    expect(await dueOf(ledger, number)).toBe(0);
    expect(await ledger.letters()).toEqual([]);
  });

  test('that was booked and reversed while the connection was paused is never written', async () => {
    const { id, number } = await ledger.issuedInvoice();
    await ledger.pause(true);
    await writeOff(ledger, id);
    await pay(ledger, id, '7200.00');
    await ledger.loop.hub.drain();
    await ledger.pause(false);
    await ledger.replay();
    expect(lossesOf(ledger, number)).toEqual([]);
    expect(await bookingsOf(ledger, id)).toEqual([]);
  });

  test('told of by Xero is no edit of somebody; one that people change there is', async () => {
    const { id, number } = await ledger.issuedInvoice();
    await writeOff(ledger, id);
    await ledger.loop.hub.drain();
    const note = ledger.xero.store.creditNotes().find(({ reference }) => reference.endsWith(number));
    if (note === undefined) throw new Error('the loss is not in Xero');
    const tell = async () => {
      await ledger.loop.tell('credit_note', note.creditNoteId, [], 'accounting');
      await ledger.loop.hub.drain();
    };
    const drifts = async () =>
      (await ledger.eventsOf(id)).filter(({ type }) => type === 'invoice.drift_detected').length;
    await tell();
    expect(await drifts()).toBe(0);
    ledger.xero.store.putCreditNote({ ...note, date: '2027-01-01' });
    await tell();
    expect(await drifts()).toBe(1);
  });
});

describe('a refund in Xero', () => {
  test('of a credit note is a payment of it from the bank account, under our id of it', async () => {
    const { id } = await ledger.issuedInvoice();
    await ledger.pay((await ledger.loop.invoices()).find((row) => row.id === id)?.number ?? '', '7200.00');
    const note = await ledger.issuedCredit(id);
    const { refundId } = await refund(ledger, id, note.id, '2400.00');
    await ledger.loop.hub.drain();
    const held = ledger.xero.store.refunds().filter(({ reference }) => reference === refundId);
    expect(held).toMatchObject([{ amount: '2400', accountCode: '090', date: '2026-11-23' }]);
    expect(await ledger.inXero(`CreditNotes/${note.number}`)).toMatchObject({
      RemainingCredit: 0,
      Status: 'PAID',
    });
    expect(await ledger.letters()).toEqual([]);
  });

  test('waits for its credit note to be there', async () => {
    const { id, number } = await ledger.issuedInvoice();
    await ledger.pay(number, '7200.00');
    await ledger.pause(true);
    const note = await ledger.issuedCredit(id);
    const { refundId } = await refund(ledger, id, note.id, '2400.00');
    await ledger.loop.hub.drain();
    await ledger.pause(false);
    await ledger.replay();
    expect(ledger.xero.store.refunds().filter(({ reference }) => reference === refundId)).toHaveLength(1);
  });

  test('without a credit note is not written, and the invoice says that it is entered there by hand', async () => {
    const { id, number } = await ledger.issuedInvoice();
    await ledger.pay(number, '7200.00');
    await refundInvoice({
      ctx: ledger.loop.organization.author,
      input: {
        ...{ invoiceId: id, amount: '100.00', refundedOn: '2026-11-23' },
        reason: 'Paid twice.',
        externalId: `out-${next++}`,
      },
    });
    await ledger.loop.hub.drain();
    expect(await bookingsOf(ledger, id)).toMatchObject([
      { kind: 'refund', state: 'by_hand', amount: '100.00' },
    ]);
    expect(await ledger.letters()).toEqual([]);
  });
});

test('without an account nothing is written, the failure says so, and a replay books it once when there is one', async () => {
  const bare = await createLedgerLoop();
  try {
    const { id, number } = await bare.issuedInvoice();
    await writeOff(bare, id);
    await bare.loop.hub.drain();
    expect(lossesOf(bare, number)).toEqual([]);
    expect(await bare.letters()).toMatchObject([
      { queue: 'sync_accounting', code: 'connection.account_missing' },
    ]);
    expect(await bookingsOf(bare, id)).toMatchObject([
      { state: 'failed', error: { code: 'connection.account_missing' } },
    ]);
    bare.name(ACCOUNTS);
    await bare.replay();
    expect(lossesOf(bare, number)).toHaveLength(1);
    expect(await bare.letters()).toEqual([]);
  } finally {
    await bare.close();
  }
});

test('killed between any two of its steps, a loss, its recovery and a refund are each there once in the end', {
  timeout: 180_000,
}, async () => {
  const connectionId = ledger.loop.organization.xero.id;
  const run = async (invoiceId: string, steps: number): Promise<boolean> => {
    const input = { invoiceId, connectionId, part: 'money' as const };
    const { ctx, hasDied } = dyingAfter(ledger, steps);
    await syncToAccounting({ ctx, input }).catch(() => undefined);
    await syncToAccounting({ ctx: ledger.system(), input });
    return hasDied();
  };
  const kills: number[] = [];
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    const { id, number } = await ledger.issuedInvoice();
    await ledger.pause(true);
    await writeOff(ledger, id);
    await ledger.pause(false);
    const hasDiedBooking = await run(id, steps);
    expect(lossesOf(ledger, number)).toMatchObject([{ status: 'PAID', applied: ['7200'] }]);
    await pay(ledger, id, '7200.00');
    const hasDiedTakingBack = await run(id, steps);
    expect(lossesOf(ledger, number)).toMatchObject([{ status: 'VOIDED', applied: [] }]);
    const note = await ledger.issuedCredit(id);
    const { refundId } = await refund(ledger, id, note.id, '2400.00');
    const hasDiedRefunding = await run(id, steps);
    expect(ledger.xero.store.refunds().filter(({ reference }) => reference === refundId)).toHaveLength(1);
    if (!hasDiedBooking && !hasDiedTakingBack && !hasDiedRefunding) break;
    kills.push(steps);
  }
  expect(kills.length).toBeGreaterThan(8);
  expect(kills.length).toBeLessThan(STEPS_MAX);
  expect(await ledger.letters()).toEqual([]);
});
