import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { ERROR_CODES } from '../../../runtime/src/core/error-codes.ts';
import { approvalDecisions, auditEntries } from '../../../runtime/src/db/schema/index.ts';
import { decideApproval } from '../../../runtime/src/flow/approve/decide-approval.ts';
import { revokeApproval } from '../../../runtime/src/flow/approve/revoke-approval.ts';
import { withdrawRequest } from '../../../runtime/src/flow/approve/withdraw-request.ts';
import { discardInvoice } from '../../../runtime/src/flow/bill/discard-invoice.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { type ApprovalsAtWork, financeStep, workOnApprovals } from './support/work-on-approvals.ts';

const ROUNDS = 8;
const reason = 'At the same time.';

let work: ApprovalsAtWork;
beforeAll(async () => {
  work = await workOnApprovals();
});
afterAll(() => work.loop.hub.close());

/** Starts all at once; one is done, and each other is refused with 409. Returns what the refused were told. */
async function expectOneWinner(rivals: readonly (() => Promise<unknown>)[]): Promise<AppError[]> {
  const outcomes = await Promise.allSettled(rivals.map((rival) => rival()));
  const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(lost).toHaveLength(rivals.length - 1);
  for (const error of lost) {
    if (!(error instanceof AppError)) throw error;
    expect([error.code, ERROR_CODES[error.code].status]).toEqual([error.code, 409]);
  }
  return lost;
}

const entriesOf = (invoiceId: string, action: string) =>
  work.inOrganization((tx) =>
    tx
      .select({ id: auditEntries.id })
      .from(auditEntries)
      .where(and(eq(auditEntries.objectId, invoiceId), eq(auditEntries.action, action))),
  );

const approve = async (invoiceId: string, ctx = work.mei): Promise<() => Promise<unknown>> => {
  const requestId = await work.requestOf(invoiceId);
  return () => decideApproval({ ctx, input: { invoiceId, requestId, decision: 'approved' } });
};

test('of two who approve at once one decides, and the other is told who was faster and when', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const invoiceId = await work.waiting([financeStep()]);
    const rivals = [await approve(invoiceId, work.mei), await approve(invoiceId, work.rei)];
    const [lost] = await expectOneWinner(rivals);
    const decisions = await work.inOrganization((tx) =>
      tx.select().from(approvalDecisions).where(eq(approvalDecisions.invoiceId, invoiceId)),
    );
    expect(decisions).toHaveLength(1);
    expect(lost?.detail).toContain(`${decisions[0]?.actor.name} approved it at 2026-11-24`);
    expect(await entriesOf(invoiceId, 'invoice.approve')).toHaveLength(1);
  }
});

test('of an approval and a withdrawal at once one counts', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const invoiceId = await work.waiting([financeStep()]);
    await expectOneWinner([
      await approve(invoiceId),
      () => withdrawRequest({ ctx: work.author, input: { invoiceId, reason } }),
    ]);
    expect(['approved', 'draft']).toContain(await work.statusOf(invoiceId));
  }
});

test('of an approval and a rejection at once one counts', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const invoiceId = await work.waiting([financeStep()]);
    const requestId = await work.requestOf(invoiceId);
    const no = { invoiceId, requestId, decision: 'rejected', reason } as const;
    await expectOneWinner([await approve(invoiceId), () => decideApproval({ ctx: work.rei, input: no })]);
  }
});

test('of the issue and the taking back of an approval at once one counts, and no number is lost', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const invoiceId = await work.waiting([financeStep()]);
    await (await approve(invoiceId))();
    await expectOneWinner([
      () => issueInvoice({ ctx: work.mei, input: { invoiceId } }),
      () => revokeApproval({ ctx: work.rei, input: { invoiceId, reason } }),
    ]);
  }
  const numbers = (await work.loop.invoices()).flatMap(({ number }) => number ?? []).toSorted();
  const counted = numbers.map((number) => Number(number.match(/\d+$/)?.[0]));
  expect(counted).toEqual(numbers.map((_, index) => (counted[0] ?? 0) + index));
});

test('an invoice that is discarded while it is approved is either', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const invoiceId = await work.waiting([financeStep()]);
    const outcomes = await Promise.allSettled([
      (await approve(invoiceId))(),
      discardInvoice({ ctx: work.author, input: { invoiceId, reason } }),
    ]);
    // An approved one can be discarded, too: after the approval, or instead of it.
    expect(outcomes[1].status).toBe('fulfilled');
    expect(await work.statusOf(invoiceId)).toBe('discarded');
  }
});
