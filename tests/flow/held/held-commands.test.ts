import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approvalRequests, people } from '../../../runtime/src/db/schema/index.ts';
import { withdrawRequest } from '../../../runtime/src/flow/approve/withdraw-request.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { listInbox } from '../../../runtime/src/flow/read/list-inbox.ts';
import { addPerson } from '../../support/add-person.ts';
import { machineOf } from '../../support/machine-of.ts';
import { createHeldStage, type HeldStage } from './support/held-stage.ts';

let stage: HeldStage;
beforeAll(async () => {
  stage = await createHeldStage();
});
afterAll(() => stage.work.loop.hub.close());

test('a refund that no rule matches is booked at once', async () => {
  const invoiceId = await stage.paid();
  expect(await stage.refund(invoiceId, '1000.00')).toMatchObject({ state: 'done', isNew: true });
  expect((await stage.viewOf(invoiceId)).openRequest).toBeNull();
});

test('a refund that a rule matches waits, and is booked once in the name of who asked, when it is approved', async () => {
  const invoiceId = await stage.paid();
  const asked = await stage.refund(invoiceId, '1000.01', 'out-held');
  expect(asked.state).toBe('held');
  expect(await stage.refundsOf(invoiceId)).toEqual([]);
  expect((await stage.viewOf(invoiceId)).openRequest?.command).toMatchObject({
    ...{ name: 'refund', amount: '1000.01', reason: 'Paid twice.' },
  });
  expect(await stage.refund(invoiceId, '1000.01', 'out-held')).toEqual(asked);

  await stage.work.decide(stage.work.approver, invoiceId);
  const [booked, ...others] = await stage.refundsOf(invoiceId);
  expect(others).toEqual([]);
  expect(booked).toMatchObject({ amountMinor: 100_001n, createdBy: { name: 'Kenji' } });
  expect((await stage.viewOf(invoiceId)).standing).toMatchObject({ cash: '1399.99', balance: '1000.01' });
  expect(await stage.refund(invoiceId, '1000.01', 'out-held')).toMatchObject({ state: 'done', isNew: false });
  expect((await stage.actionsOf(invoiceId)).slice(-3)).toEqual([
    'invoice.hold_command Kenji',
    `invoice.approve_command ${stage.work.approver.actor.name}`,
    'invoice.refund Kenji',
  ]);
});

test('nobody approves what they asked for, and whom the rule does not ask approves nothing', async () => {
  const invoiceId = await stage.paid();
  await stage.refund(invoiceId, '2000.00');
  await expect(stage.work.decide(stage.kenji, invoiceId)).rejects.toMatchObject({
    code: 'approval.author_cannot_approve',
  });
  await expect(stage.work.decide(stage.work.mei, invoiceId)).rejects.toMatchObject({
    code: 'approval.not_an_approver',
  });
  expect(await stage.work.isWaitingFor(stage.work.approver, invoiceId)).toBe(true);
  expect(await stage.work.isWaitingFor(stage.kenji, invoiceId)).toBe(false);
  const { items } = await listInbox({ ctx: stage.work.approver, input: { whose: 'mine', limit: 100 } });
  expect(items.find((item) => item.invoiceId === invoiceId)?.command).toMatchObject({ name: 'refund' });
});

test('what a program asked for is approved by nobody who made its key', async () => {
  const nao = await addPerson(stage.work.loop, 'Nao', ['admin', 'finance_approver']);
  const { ctx: robot } = await machineOf(nao, ['read', 'record_payment']);
  const invoiceId = await stage.paid();
  await stage.refund(invoiceId, '2000.00', 'out-robot', robot);
  expect(await stage.work.isWaitingFor(nao, invoiceId)).toBe(false);
  await expect(stage.work.decide(nao, invoiceId)).rejects.toMatchObject({
    code: 'approval.author_cannot_approve',
  });
  expect(await stage.work.isWaitingFor(stage.work.approver, invoiceId)).toBe(true);
  await stage.work.decide(stage.work.approver, invoiceId);
  expect(await stage.refundsOf(invoiceId)).toHaveLength(1);
});

test('those who are asked get a mail that says which command, how much and why, in both languages', async () => {
  const invoiceId = await stage.paid();
  const before = stage.work.loop.hub.mails.length;
  await stage.refund(invoiceId, '2000.00');
  await stage.work.loop.hub.drain();
  const [mail, ...others] = stage.work.loop.hub.mails.slice(before);
  expect(others).toEqual([]);
  expect(mail?.subject).toContain('Refund / 返金 USD 2000.00');
  expect(mail?.text).toContain('It is done once it is approved. Reason: Paid twice.');
  expect(mail?.text).toContain('承認されると実行されます。理由: Paid twice.');
  expect(mail?.text).toContain(`/invoices/${invoiceId}`);
});

test('of two who approve it at once one does, and the refund is booked once', async () => {
  const other = await addPerson(stage.work.loop, 'Aya', ['finance_approver']);
  const invoiceId = await stage.paid();
  await stage.refund(invoiceId, '2000.00');
  const ended = await Promise.allSettled([
    stage.work.decide(stage.work.approver, invoiceId),
    stage.work.decide(other, invoiceId),
  ]);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await stage.refundsOf(invoiceId)).toHaveLength(1);
});

test('what cannot be done is refused at once and nobody is asked', async () => {
  const invoiceId = await stage.paid();
  await expect(stage.refund(invoiceId, '2400.01')).rejects.toMatchObject({ code: 'settlement.exceeds' });
  await expect(stage.askVoid(invoiceId)).rejects.toMatchObject({ code: 'invoice.payments_applied' });
  expect((await stage.viewOf(invoiceId)).openRequest).toBeNull();
  expect((await stage.actionsOf(invoiceId)).filter((action) => action.startsWith('invoice.hold'))).toEqual(
    [],
  );
});

test('what cannot be done any more is not approved either: the request stays, and can be rejected', async () => {
  const invoiceId = await stage.paid();
  await stage.refund(invoiceId, '2000.00');
  expect(await stage.refund(invoiceId, '900.00')).toMatchObject({ state: 'done' });
  await expect(stage.work.decide(stage.work.approver, invoiceId)).rejects.toMatchObject({
    code: 'settlement.exceeds',
  });
  expect(await stage.work.requestOf(invoiceId)).not.toBe('');
  await stage.work.decide(stage.work.approver, invoiceId, 'rejected', 'It went back otherwise.');
  expect(await stage.work.requestOf(invoiceId)).toBe('');
  expect(await stage.refundsOf(invoiceId)).toHaveLength(1);
  expect(await stage.work.statusOf(invoiceId)).toBe('issued');
});

test('a void that a rule holds is begun once it is approved; meanwhile nothing else is asked', async () => {
  const invoiceId = await stage.issued();
  expect((await stage.askVoid(invoiceId)).state).toBe('held');
  expect(await stage.work.statusOf(invoiceId)).toBe('issued');
  await expect(stage.correct(invoiceId, 'A new desk.')).rejects.toMatchObject({ code: 'approval.under_way' });
  await stage.work.decide(stage.work.approver, invoiceId);
  await stage.work.loop.hub.drain();
  expect(await stage.work.statusOf(invoiceId)).toBe('voided');
});

test('a correction is made in the version that was read, after every step in its order', async () => {
  const invoiceId = await stage.issued();
  expect((await stage.correct(invoiceId, 'They moved twice.')).state).toBe('held');
  await expect(stage.work.decide(stage.work.mei, invoiceId)).rejects.toMatchObject({
    code: 'approval.not_an_approver',
  });
  await stage.work.decide(stage.work.approver, invoiceId);
  expect((await stage.viewOf(invoiceId)).version).toBe(1);
  await stage.work.decide(stage.work.mei, invoiceId);
  const { version, document } = await stage.viewOf(invoiceId);
  expect(version).toBe(2);
  expect(document.recipients).toMatchObject([{ email: 'new@example.com' }]);
  await stage.work.loop.hub.drain();
});

test('what was corrected ends what waited: it was asked about another recipient', async () => {
  const invoiceId = await stage.paid();
  await stage.refund(invoiceId, '2000.00');
  expect((await stage.correct(invoiceId, 'The desk moved.')).state).toBe('done');
  expect((await stage.viewOf(invoiceId)).openRequest).toBeNull();
  expect(await stage.refundsOf(invoiceId)).toEqual([]);
  await stage.work.loop.hub.drain();
});

test('whoever asked takes it back, or an administrator; others do not', async () => {
  const invoiceId = await stage.paid();
  const takeBack = (ctx: Ctx) => withdrawRequest({ ctx, input: { invoiceId, reason: 'No need.' } });
  await stage.refund(invoiceId, '2000.00');
  await expect(takeBack(stage.work.mei)).rejects.toMatchObject({ code: 'approval.not_submitter' });
  await takeBack(stage.kenji);
  expect((await stage.viewOf(invoiceId)).openRequest).toBeNull();
  expect(await stage.work.statusOf(invoiceId)).toBe('issued');
  await expect(takeBack(stage.kenji)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
});

test('what somebody asked for who left, or may not do it any more, is not run', async () => {
  const leaver = await addPerson(stage.work.loop, 'Ren', ['finance']);
  const invoiceId = await stage.paid();
  await stage.refund(invoiceId, '2000.00', `out-${stage.next()}`, leaver);
  const set = (over: Partial<typeof people.$inferInsert>) =>
    stage.work.inOrganization((tx) => tx.update(people).set(over).where(eq(people.id, leaver.actor.id)));
  await set({ roles: ['viewer'] });
  await expect(stage.work.decide(stage.work.approver, invoiceId)).rejects.toMatchObject({
    code: 'auth.scope_missing',
  });
  await set({ roles: ['finance'], deactivatedAt: new Date('2026-11-20T00:00:00Z') });
  await expect(stage.work.decide(stage.work.approver, invoiceId)).rejects.toMatchObject({
    code: 'approval.requester_gone',
  });
  expect(await stage.refundsOf(invoiceId)).toEqual([]);
});

test('what is asked for is not changed under those who approve it, not even by SQL', async () => {
  const invoiceId = await stage.paid();
  await stage.refund(invoiceId, '2000.00');
  const change = stage.work.inOrganization((tx) =>
    tx
      .update(approvalRequests)
      .set({ commandInput: { amount: '2400.00' } })
      .where(eq(approvalRequests.invoiceId, invoiceId)),
  );
  await expect(change).rejects.toMatchObject({
    cause: { message: expect.stringContaining('stands for the command') },
  });
});
