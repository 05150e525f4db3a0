import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { approvalRequests, auditEntries, people, refunds } from '../../../runtime/src/db/schema/index.ts';
import { withdrawRequest } from '../../../runtime/src/flow/approve/withdraw-request.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { correctInvoice } from '../../../runtime/src/flow/correct/correct-invoice.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { listInbox } from '../../../runtime/src/flow/read/list-inbox.ts';
import { readSettlement } from '../../../runtime/src/flow/read/read-settlement.ts';
import { recordPayment } from '../../../runtime/src/flow/settle/record-payment.ts';
import { refundInvoice } from '../../../runtime/src/flow/settle/refund-invoice.ts';
import { refundPayment } from '../../../runtime/src/flow/settle/refund-payment.ts';
import { unapplyAllocation } from '../../../runtime/src/flow/settle/unapply-allocation.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { addPerson } from '../../support/add-person.ts';
import { machineOf } from '../../support/machine-of.ts';
import { type ApprovalsAtWork, workOnApprovals } from '../approve/support/work-on-approvals.ts';
import { joinFinance, ruleOf, workOnRules } from '../rules/support/work-on-rules.ts';
import { issueOne } from './support/issue-one.ts';

let work: ApprovalsAtWork;
/** Asks for everything. */
let kenji: Ctx;
let next = 1;

const held = (command: string, when: string, role = 'finance_approver'): JsonObject => ({
  ...ruleOf(`${command.replace('_', '-')}s`, when, role),
  command,
});

beforeAll(async () => {
  work = await workOnApprovals();
  kenji = await addPerson(work.loop, 'Kenji', ['finance']);
  const tomo = await joinFinance(work.loop, 'Tomo');
  const rules = workOnRules(work.loop, () => tomo);
  const twoSteps = {
    ...held('correct', "commandReason.contains('twice')"),
    id: 'corrections-by-two',
    steps: [
      { order: 1, approver: { kind: 'role', role: 'finance_approver' } },
      { order: 2, approver: { kind: 'person', personId: work.mei.actor.id } },
    ],
  };
  await rules.publish(
    await rules.draft((before) => [
      ...before,
      held('refund', 'commandMinor > 100000'),
      {
        ...held('refund', "commandReason == 'In parts.' && commandTotalMinor > 100000"),
        id: 'refunds-in-parts',
      },
      held('void', 'totalMinor >= 0'),
      held('correct', "commandReason.contains('new')"),
      twoSteps,
    ]),
  );
});
afterAll(() => work.loop.hub.close());

/** An issued invoice of 2,400.00 USD. */
const issued = () => issueOne(work, `h${next++}`);

async function paid(amount = '2400.00'): Promise<string> {
  const invoiceId = await issued();
  await recordPayment({
    ctx: work.author,
    input: {
      ...{ invoiceId, amount, currency: 'USD', receivedOn: '2026-11-20', rest: 'keep' },
      externalId: `in-${next++}`,
    },
  });
  return invoiceId;
}

const refund = (invoiceId: string, amount: string, externalId = `out-${next++}`, ctx = kenji) =>
  refundInvoice({
    ctx,
    input: { invoiceId, amount, refundedOn: '2026-11-23', reason: 'Paid twice.', externalId },
  });
const askVoid = (invoiceId: string) =>
  voidInvoice({ ctx: kenji, input: { invoiceId, reason: 'Wrong subsidiary.' } });
const correct = (invoiceId: string, reason: string) =>
  correctInvoice({
    ctx: kenji,
    input: {
      ...{ invoiceId, reason },
      recipients: [{ role: 'bill_to', name: 'New desk', email: 'new@example.com', locale: 'en' }],
    },
  });
const viewOf = (invoiceId: string) => getInvoice({ ctx: work.author, input: { invoiceId } });
const refundsOf = (invoiceId: string) =>
  work.inOrganization((tx) => tx.select().from(refunds).where(eq(refunds.invoiceId, invoiceId)));
const actionsOf = async (invoiceId: string) => {
  const rows = await work.inOrganization((tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.objectId, invoiceId)).orderBy(auditEntries.id),
  );
  return rows.map(({ action, actor }) => `${action} ${actor.name}`);
};

test('a refund that no rule matches is booked at once', async () => {
  const invoiceId = await paid();
  expect(await refund(invoiceId, '1000.00')).toMatchObject({ state: 'done', isNew: true });
  expect((await viewOf(invoiceId)).openRequest).toBeNull();
});

test('a refund that a rule matches waits, and is booked once in the name of who asked, when it is approved', async () => {
  const invoiceId = await paid();
  const asked = await refund(invoiceId, '1000.01', 'out-held');
  expect(asked.state).toBe('held');
  expect(await refundsOf(invoiceId)).toEqual([]);
  expect((await viewOf(invoiceId)).openRequest?.command).toMatchObject({
    ...{ name: 'refund', amount: '1000.01', reason: 'Paid twice.' },
  });
  expect(await refund(invoiceId, '1000.01', 'out-held')).toEqual(asked);

  await work.decide(work.approver, invoiceId);
  const [booked, ...others] = await refundsOf(invoiceId);
  expect(others).toEqual([]);
  expect(booked).toMatchObject({ amountMinor: 100_001n, createdBy: { name: 'Kenji' } });
  expect((await viewOf(invoiceId)).standing).toMatchObject({ cash: '1399.99', balance: '1000.01' });
  expect(await refund(invoiceId, '1000.01', 'out-held')).toMatchObject({ state: 'done', isNew: false });
  expect((await actionsOf(invoiceId)).slice(-3)).toEqual([
    'invoice.hold_command Kenji',
    `invoice.approve_command ${work.approver.actor.name}`,
    'invoice.refund Kenji',
  ]);
});

test('nobody approves what they asked for, and whom the rule does not ask approves nothing', async () => {
  const invoiceId = await paid();
  await refund(invoiceId, '2000.00');
  await expect(work.decide(kenji, invoiceId)).rejects.toMatchObject({
    code: 'approval.author_cannot_approve',
  });
  await expect(work.decide(work.mei, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
  expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(true);
  expect(await work.isWaitingFor(kenji, invoiceId)).toBe(false);
  const { items } = await listInbox({ ctx: work.approver, input: { whose: 'mine', limit: 100 } });
  expect(items.find((item) => item.invoiceId === invoiceId)?.command).toMatchObject({ name: 'refund' });
});

test('a rule on the total counts what went back before, out of the invoice and of its money', async () => {
  const invoiceId = await paid();
  const ask = (amount: string) =>
    refundInvoice({
      ctx: kenji,
      input: {
        ...{ invoiceId, amount, refundedOn: '2026-11-23', reason: 'In parts.' },
        externalId: `out-${next++}`,
      },
    });
  expect((await ask('600.00')).state).toBe('done');
  const { entries } = await readSettlement({ ctx: work.author, input: { invoiceId } });
  const part = entries.find(({ kind, isReversible }) => kind === 'payment' && isReversible);
  await unapplyAllocation({
    ctx: kenji,
    input: { invoiceId, allocationId: part?.id ?? '', reason: 'Not theirs.' },
  });
  const input = { paymentId: part?.sourceId ?? '', amount: '300.00', refundedOn: '2026-11-23' };
  const send = (externalId: string) =>
    refundPayment({ ctx: kenji, input: { ...input, reason: 'In parts.', externalId } });
  expect((await send(`out-${next++}`)).state).toBe('done');
  expect((await send(`out-${next++}`)).state).toBe('held');
});

test('money that is taken off its invoice first is not sent back past the rule', async () => {
  const invoiceId = await paid();
  const { entries } = await readSettlement({ ctx: work.author, input: { invoiceId } });
  const [{ id: allocationId = '', sourceId: paymentId = '' } = {}] = entries;
  await unapplyAllocation({ ctx: kenji, input: { invoiceId, allocationId, reason: 'Not theirs.' } });
  const input = {
    ...{ paymentId, amount: '2000.00', refundedOn: '2026-11-23', reason: 'Paid twice.' },
    externalId: `out-${next++}`,
  };
  const send = () => refundPayment({ ctx: kenji, input });
  expect((await send()).state).toBe('held');
  await work.decide(work.approver, invoiceId);
  expect(await send()).toMatchObject({ state: 'done', isNew: false });
  const rest = { ...input, amount: '401.00', externalId: `out-${next++}` };
  await expect(refundPayment({ ctx: kenji, input: rest })).rejects.toMatchObject({
    code: 'settlement.exceeds',
  });
});

test('what a program asked for is approved by nobody who made its key', async () => {
  const nao = await addPerson(work.loop, 'Nao', ['admin', 'finance_approver']);
  const { ctx: robot } = await machineOf(nao, ['read', 'record_payment']);
  const invoiceId = await paid();
  await refund(invoiceId, '2000.00', 'out-robot', robot);
  expect(await work.isWaitingFor(nao, invoiceId)).toBe(false);
  await expect(work.decide(nao, invoiceId)).rejects.toMatchObject({ code: 'approval.author_cannot_approve' });
  expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(true);
  await work.decide(work.approver, invoiceId);
  expect(await refundsOf(invoiceId)).toHaveLength(1);
});

test('of two who approve it at once one does, and the refund is booked once', async () => {
  const other = await addPerson(work.loop, 'Aya', ['finance_approver']);
  const invoiceId = await paid();
  await refund(invoiceId, '2000.00');
  const ended = await Promise.allSettled([
    work.decide(work.approver, invoiceId),
    work.decide(other, invoiceId),
  ]);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await refundsOf(invoiceId)).toHaveLength(1);
});

test('what cannot be done is refused at once and nobody is asked', async () => {
  const invoiceId = await paid();
  await expect(refund(invoiceId, '2400.01')).rejects.toMatchObject({ code: 'settlement.exceeds' });
  await expect(askVoid(invoiceId)).rejects.toMatchObject({ code: 'invoice.payments_applied' });
  expect((await viewOf(invoiceId)).openRequest).toBeNull();
  expect((await actionsOf(invoiceId)).filter((action) => action.startsWith('invoice.hold'))).toEqual([]);
});

test('what cannot be done any more is not approved either: the request stays, and can be rejected', async () => {
  const invoiceId = await paid();
  await refund(invoiceId, '2000.00');
  expect(await refund(invoiceId, '900.00')).toMatchObject({ state: 'done' });
  await expect(work.decide(work.approver, invoiceId)).rejects.toMatchObject({ code: 'settlement.exceeds' });
  expect(await work.requestOf(invoiceId)).not.toBe('');
  await work.decide(work.approver, invoiceId, 'rejected', 'It went back otherwise.');
  expect(await work.requestOf(invoiceId)).toBe('');
  expect(await refundsOf(invoiceId)).toHaveLength(1);
  expect(await work.statusOf(invoiceId)).toBe('issued');
});

test('a void that a rule holds is begun once it is approved; meanwhile nothing else is asked', async () => {
  const invoiceId = await issued();
  expect((await askVoid(invoiceId)).state).toBe('held');
  expect(await work.statusOf(invoiceId)).toBe('issued');
  await expect(correct(invoiceId, 'A new desk.')).rejects.toMatchObject({ code: 'approval.under_way' });
  await work.decide(work.approver, invoiceId);
  await work.loop.hub.drain();
  expect(await work.statusOf(invoiceId)).toBe('voided');
});

test('a correction is made in the version that was read, after every step in its order', async () => {
  const invoiceId = await issued();
  expect((await correct(invoiceId, 'They moved twice.')).state).toBe('held');
  await expect(work.decide(work.mei, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
  await work.decide(work.approver, invoiceId);
  expect((await viewOf(invoiceId)).version).toBe(1);
  await work.decide(work.mei, invoiceId);
  const { version, document } = await viewOf(invoiceId);
  expect(version).toBe(2);
  expect(document.recipients).toMatchObject([{ email: 'new@example.com' }]);
  await work.loop.hub.drain();
});

test('what was corrected ends what waited: it was asked about another recipient', async () => {
  const invoiceId = await paid();
  await refund(invoiceId, '2000.00');
  expect((await correct(invoiceId, 'The desk moved.')).state).toBe('done');
  expect((await viewOf(invoiceId)).openRequest).toBeNull();
  expect(await refundsOf(invoiceId)).toEqual([]);
  await work.loop.hub.drain();
});

test('whoever asked takes it back, or an administrator; others do not', async () => {
  const invoiceId = await paid();
  const takeBack = (ctx: Ctx) => withdrawRequest({ ctx, input: { invoiceId, reason: 'No need.' } });
  await refund(invoiceId, '2000.00');
  await expect(takeBack(work.mei)).rejects.toMatchObject({ code: 'approval.not_submitter' });
  await takeBack(kenji);
  expect((await viewOf(invoiceId)).openRequest).toBeNull();
  expect(await work.statusOf(invoiceId)).toBe('issued');
  await expect(takeBack(kenji)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
});

test('what somebody asked for who left, or may not do it any more, is not run', async () => {
  const leaver = await addPerson(work.loop, 'Ren', ['finance']);
  const invoiceId = await paid();
  await refund(invoiceId, '2000.00', `out-${next++}`, leaver);
  const set = (over: Partial<typeof people.$inferInsert>) =>
    work.inOrganization((tx) => tx.update(people).set(over).where(eq(people.id, leaver.actor.id)));
  await set({ roles: ['viewer'] });
  await expect(work.decide(work.approver, invoiceId)).rejects.toMatchObject({ code: 'auth.scope_missing' });
  await set({ roles: ['finance'], deactivatedAt: new Date('2026-11-20T00:00:00Z') });
  await expect(work.decide(work.approver, invoiceId)).rejects.toMatchObject({
    code: 'approval.requester_gone',
  });
  expect(await refundsOf(invoiceId)).toEqual([]);
});

test('what is asked for is not changed under those who approve it, not even by SQL', async () => {
  const invoiceId = await paid();
  await refund(invoiceId, '2000.00');
  const change = work.inOrganization((tx) =>
    tx
      .update(approvalRequests)
      .set({ commandInput: { amount: '2400.00' } })
      .where(eq(approvalRequests.invoiceId, invoiceId)),
  );
  await expect(change).rejects.toMatchObject({
    cause: { message: expect.stringContaining('stands for the command') },
  });
});
