import { afterAll, beforeAll, expect, test } from 'vitest';
import { syncToAccounting } from '../../../runtime/src/flow/sync/sync-to-accounting.ts';
import { dyingAfter } from './support/dying-after.ts';
import { createLedgerLoop, type LedgerLoop } from './support/ledger-loop.ts';

const STEPS_MAX = 60;

let ledger: LedgerLoop;

beforeAll(async () => {
  ledger = await createLedgerLoop();
});
afterAll(() => ledger.close());

test('killed between any two of its steps, a credit note is booked once and set off once when its job runs again', {
  timeout: 120_000,
}, async () => {
  const invoice = await ledger.issuedInvoice();
  const connectionId = ledger.loop.organization.xero.id;
  const kills: number[] = [];
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    await ledger.pause(true);
    const note = await ledger.issuedCredit(invoice.id, [{ position: 1, amount: '9.00' }]);
    await ledger.pause(false);
    const { ctx, hasDied } = dyingAfter(ledger, steps);
    const input = { invoiceId: note.id, connectionId };
    await syncToAccounting({ ctx, input }).catch(() => undefined);
    await syncToAccounting({ ctx: ledger.system(), input });
    const { store } = ledger.xero;
    const booked = store.creditNotes().filter(({ number }) => number === note.number);
    expect(booked).toHaveLength(1);
    const applied = store
      .allocations()
      .filter(({ creditNoteId }) => creditNoteId === booked[0]?.creditNoteId);
    expect(applied).toMatchObject([{ amount: '9' }]);
    expect(await ledger.linksOf(note.id)).toMatchObject([{ object: 'credit_note', state: 'in_sync' }]);
    const { balance } = await ledger.standingOf(invoice.id);
    const { AmountDue } = await ledger.inXero(`Invoices/${invoice.number}`);
    expect(balance).toBe(`${AmountDue}.00`);
    if (!hasDied()) break;
    kills.push(steps);
  }
  // At least the plan, the search, both writes, both reads and the record of it lie between the first and the last.
  expect(kills.length).toBeGreaterThan(10);
  expect(kills.length).toBeLessThan(STEPS_MAX);
});
