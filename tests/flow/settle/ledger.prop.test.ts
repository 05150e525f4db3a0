import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { type SettleInput, settle } from '../../../runtime/src/core/settlement/settle.ts';
import { allocations, invoiceBalances, invoiceEvents } from '../../../runtime/src/db/schema/index.ts';
import { getBoard } from '../../../runtime/src/flow/read/get-board.ts';
import { listPayments } from '../../../runtime/src/flow/read/list-payments.ts';
import { readSettlement } from '../../../runtime/src/flow/read/read-settlement.ts';
import { applyAccountCredit } from '../../../runtime/src/flow/settle/apply-account-credit.ts';
import { loadSums } from '../../../runtime/src/flow/settle/load-sums.ts';
import { refundInvoice } from '../../../runtime/src/flow/settle/refund-invoice.ts';
import { returnPayment } from '../../../runtime/src/flow/settle/return-payment.ts';
import { unapplyAllocation } from '../../../runtime/src/flow/settle/unapply-allocation.ts';
import { bookWriteOff } from '../../../runtime/src/flow/write-off/book-write-off.ts';
import { decideWriteOff } from '../../../runtime/src/flow/write-off/decide-write-off.ts';
import { requestWriteOff } from '../../../runtime/src/flow/write-off/request-write-off.ts';
import { createMoneyLoop, type Issued, type MoneyLoop } from './support/money-loop.ts';

let loop: MoneyLoop;

beforeAll(async () => {
  loop = await createMoneyLoop();
});
afterAll(() => loop.hub.close());

const cents = fc.integer({ min: 1, max: 300_000 });
const which = fc.nat({ max: 1 });
const command = fc.oneof(
  fc.record({
    kind: fc.constant('pay' as const),
    which,
    cents,
    isSpread: fc.boolean(),
    fee: fc.nat({ max: 900 }),
  }),
  fc.record({ kind: fc.constant('credit' as const), which, cents }),
  fc.record({ kind: fc.constant('account' as const), which }),
  fc.record({ kind: fc.constant('refund' as const), which, cents }),
  fc.record({ kind: fc.constant('unapply' as const), which }),
  fc.record({ kind: fc.constant('return' as const), which }),
  fc.record({ kind: fc.constant('writeOff' as const), which }),
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

const text = (amount: number): string =>
  `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
let nextRefund = 1;

/** Does a command; one that the guards refuse changes nothing, which the invariants then see. */
async function run(invoice: Issued, step: Command): Promise<void> {
  const ctx = loop.author;
  const invoiceId = invoice.id;
  switch (step.kind) {
    case 'pay': {
      const deduction = { reason: 'bank_fee', amount: text(step.fee) } as const;
      const more = step.fee === 0 ? {} : { deduction };
      const rest = step.isSpread ? 'oldest_due' : 'keep';
      await loop.pay({ invoiceId, amount: text(step.cents), rest, ...more });
      return;
    }
    case 'credit':
      await loop.credit(invoice, text(step.cents));
      return;
    case 'account':
      await applyAccountCredit({ ctx, input: { invoiceId } });
      return;
    case 'refund': {
      const externalId = `refund-${nextRefund++}`;
      const input = {
        invoiceId,
        amount: text(step.cents),
        refundedOn: '2026-11-22',
        reason: 'So.',
        externalId,
      };
      await refundInvoice({ ctx, input });
      return;
    }
    case 'unapply': {
      const { entries } = await readSettlement({ ctx, input: { invoiceId } });
      const allocationId = entries.find(({ isReversible }) => isReversible)?.id ?? '';
      await unapplyAllocation({ ctx, input: { invoiceId, allocationId, reason: 'So.' } });
      return;
    }
    case 'return': {
      const { items } = await listPayments({ ctx, input: { limit: 1, invoiceId, state: 'settled' } });
      await returnPayment({
        ctx,
        input: { paymentId: items[0]?.id ?? '', reason: 'So.', isChargeback: false },
      });
      return;
    }
    case 'writeOff':
      await requestWriteOff({ ctx, input: { invoiceId, reason: 'So.' } });
      await decideWriteOff({ ctx: loop.organization.approver, input: { invoiceId, decision: 'approved' } });
      await bookWriteOff({ ctx: loop.booker, input: { invoiceId } });
  }
}

/** Model.md E6 (2) and (3): the ledger gives nothing away, and every way of adding it up says the same. */
async function check(invoice: Issued): Promise<void> {
  const { sums, view, over, stale, events } = await loop.inOrganization(async (tx) => ({
    sums: await loadSums(tx, invoice.id),
    view: (await tx.select().from(invoiceBalances).where(eq(invoiceBalances.invoiceId, invoice.id)))[0],
    over: await tx.execute(sql`select p.id from payments p where p.amount_minor <
      (select coalesce(sum(a.amount_minor), 0) from ${allocations} a where a.payment_id = p.id)`),
    stale: await tx.execute(sql`select p.id from payments p where p.unapplied_minor <> p.amount_minor -
      (select coalesce(sum(a.amount_minor), 0) from ${allocations} a where a.payment_id = p.id)`),
    events: await tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, invoice.id)),
  }));
  const { balanceMinor, status } = settle(sums);
  const standing = await loop.standing(invoice.id);
  expect([over, stale]).toEqual([[], []]);
  expect(standing).toMatchObject({ settlement: status, balanceMinor });
  expect(view).toMatchObject({ ...sums, balanceMinor } satisfies SettleInput & { balanceMinor: bigint });
  const board = await getBoard({ ctx: loop.author });
  expect(board.find(({ invoices }) => invoices.some(({ id }) => id === invoice.id))?.column).toBe(
    standing.boardColumn,
  );
  expect(events.map(({ sequence }) => sequence).sort((left, right) => left - right)).toEqual(
    events.map((_, index) => index + 1),
  );
}

test('whatever is done with the money of two invoices in whatever order, nothing is given away and all sums agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 9 }), async (steps) => {
      const pair = [await loop.issued(), await loop.issued()];
      for (const step of steps) {
        const invoice = pair[step.which];
        if (invoice === undefined) throw new Error('there are two invoices');
        await run(invoice, step).catch((error: unknown) => {
          if (!(error instanceof AppError) || error.code === 'request.internal') throw error;
        });
      }
      for (const invoice of pair) await check(invoice);
    }),
    { numRuns: 12 },
  );
}, 120_000);
