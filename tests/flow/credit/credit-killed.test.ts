import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import type { Transport } from '../../../runtime/src/flow/ports.ts';
import { syncToAccounting } from '../../../runtime/src/flow/sync/sync-to-accounting.ts';
import { createLedgerLoop, type LedgerLoop } from './support/ledger-loop.ts';

const STEPS_MAX = 60;

let ledger: LedgerLoop;

beforeAll(async () => {
  ledger = await createLedgerLoop();
});
afterAll(() => ledger.close());

/** The hub as it acts until its process dies: every transaction and every call is a step, and after `steps` none is left. */
function dyingAfter(steps: number): { ctx: Ctx; hasDied: () => boolean } {
  let left = steps;
  let hasDied = false;
  const step = (): void => {
    left -= 1;
    if (left >= 0) return;
    hasDied = true;
    throw new Error('killed');
  };
  const through: Transport = {
    request: async (request) => {
      step();
      return ledger.transport.request(request);
    },
  };
  const ctx = ledger.system();
  const { database } = ctx.deps;
  const dying: typeof database = {
    ...database,
    inOrganization: async (organizationId, work) => {
      step();
      return database.inOrganization(organizationId, work);
    },
  };
  return {
    ctx: { ...ctx, deps: { ...ctx.deps, database: dying, connectors: ledger.open(through) } },
    hasDied: () => hasDied,
  };
}

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
    const { ctx, hasDied } = dyingAfter(steps);
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
