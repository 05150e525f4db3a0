import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askOf } from '../../../runtime/src/core/approvals/asked-step.ts';
import type { Permission } from '../../../runtime/src/core/permissions.ts';
import { approvalRequests, people } from '../../../runtime/src/db/schema/index.ts';
import { chaseApprovals } from '../../../runtime/src/flow/approve/chase-approvals.ts';
import { resolveSteps } from '../../../runtime/src/flow/approve/resolve-steps.ts';
import { revokeApproval } from '../../../runtime/src/flow/approve/revoke-approval.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { withdrawRequest } from '../../../runtime/src/flow/approve/withdraw-request.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { saveGroup } from '../../../runtime/src/flow/groups/save-group.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { type ApprovalsAtWork, financeStep, workOnApprovals } from './support/work-on-approvals.ts';

let work: ApprovalsAtWork;
beforeAll(async () => {
  work = await workOnApprovals();
});
afterAll(() => work.loop.hub.close());

describe('a step', () => {
  test('that wants two people waits after the first, and its person is not asked again', async () => {
    const invoiceId = await work.waiting([financeStep({ mode: { atLeast: 2 } })]);
    await work.decide(work.mei, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('pending_approval');
    expect(await work.isWaitingFor(work.mei, invoiceId)).toBe(false);
    expect(await work.isWaitingFor(work.rei, invoiceId)).toBe(true);
    await expect(work.decide(work.mei, invoiceId)).rejects.toMatchObject({
      code: 'approval.not_an_approver',
    });
    await work.decide(work.rei, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
  });

  test('that wants all of a group is met with the last of them', async () => {
    const group = await saveGroup({
      ctx: work.author,
      input: {
        name: 'Committee',
        personIds: [work.mei, work.rei, work.approver].map(({ actor }) => actor.id),
      },
    });
    const invoiceId = await work.waiting([{ order: 1, asks: [askOf('group', group)], mode: 'all' }]);
    for (const member of [work.mei, work.rei]) {
      await work.decide(member, invoiceId);
      expect(await work.statusOf(invoiceId)).toBe('pending_approval');
    }
    await work.decide(work.approver, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
  });

  test('of a later order is asked only after the earlier one agreed', async () => {
    const ofMei = { order: 2, asks: [askOf('person', work.mei.actor.id)], mode: 'any' as const };
    const invoiceId = await work.waiting([financeStep(), ofMei]);
    expect(await work.isWaitingFor(work.mei, invoiceId)).toBe(true);
    await work.decide(work.rei, invoiceId);
    expect(await work.isWaitingFor(work.mei, invoiceId)).toBe(true);
    expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(false);
    await work.decide(work.mei, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
  });

  test('two of one order are asked together, and one approval meets the one it belongs to', async () => {
    const steps = [
      financeStep({ asks: [askOf('person', work.mei.actor.id)] }),
      financeStep({ asks: [askOf('person', work.rei.actor.id)] }),
    ];
    const invoiceId = await work.waiting(steps);
    await work.decide(work.rei, invoiceId);
    const view = await getInvoice({ ctx: work.author, input: { invoiceId } });
    expect(view.openRequest?.steps.map(({ isMet }) => isMet)).toEqual([false, true]);
    await work.decide(work.mei, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
  });

  test('for the manager asks the manager of whoever submits, and finance where there is none', async () => {
    const step = { order: 1, approver: { kind: 'manager' as const }, mode: 'any' as const };
    const resolve = () => work.inOrganization((tx) => resolveSteps(tx, work.author.actor, [step]));
    expect(await resolve()).toMatchObject([{ asks: ['role:finance'] }]);
    await work.inOrganization((tx) =>
      tx.update(people).set({ managerId: work.rei.actor.id }).where(eq(people.id, work.author.actor.id)),
    );
    expect(await resolve()).toMatchObject([{ asks: [askOf('person', work.rei.actor.id)] }]);
    await work.inOrganization((tx) => tx.update(people).set({ managerId: null }));
  });
});

describe('a request that waits too long', () => {
  const HOUR_MS = 3_600_000;
  const slow = financeStep({
    slaHours: 48,
    remindAfterHours: 24,
    escalateTo: askOf('role', 'finance_approver'),
  });
  let invoiceId: string;
  beforeEach(async () => {
    invoiceId = await work.waiting([{ ...slow, asks: [askOf('person', work.mei.actor.id)] }]);
    const at = (hours: number) => new Date(work.loop.hub.clock.now().getTime() + hours * HOUR_MS);
    await work.inOrganization((tx) =>
      tx
        .update(approvalRequests)
        .set({ remindAt: at(24), escalateAt: at(48), requestedAt: at(0) })
        .where(eq(approvalRequests.invoiceId, invoiceId)),
    );
  });
  const chase = () => chaseApprovals({ ctx: work.loop.hub.system(work.loop.organization.id) });
  const eventsOf = async (): Promise<string[]> =>
    (await getInvoice({ ctx: work.author, input: { invoiceId } })).timeline.map(({ type }) => type);

  test('is reminded of once, then somebody is asked besides, and nothing is approved by time', async () => {
    expect(await chase()).toBe(0);
    work.loop.hub.clock.advance(25 * HOUR_MS);
    await chase();
    await chase();
    expect((await eventsOf()).filter((type) => type === 'invoice.approval_reminded')).toHaveLength(1);
    expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(false);
    work.loop.hub.clock.advance(24 * HOUR_MS);
    await chase();
    await chase();
    expect((await eventsOf()).filter((type) => type === 'invoice.approval_escalated')).toHaveLength(1);
    expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(true);
    expect(await work.isWaitingFor(work.mei, invoiceId)).toBe(true);
    work.loop.hub.clock.advance(10_000 * HOUR_MS);
    await chase();
    expect(await work.statusOf(invoiceId)).toBe('pending_approval');
    await work.decide(work.approver, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
  });
});

describe('what was decided or asked', () => {
  test('is sent back with a reason and is a draft again', async () => {
    const invoiceId = await work.waiting();
    await expect(work.decide(work.approver, invoiceId, 'returned')).rejects.toMatchObject({
      code: 'approval.reason_required',
    });
    await work.decide(work.approver, invoiceId, 'returned', 'The purchase order is missing.');
    expect(await work.statusOf(invoiceId)).toBe('draft');
    const { decisions, timeline } = await getInvoice({ ctx: work.author, input: { invoiceId } });
    expect(decisions.at(-1)).toMatchObject({
      decision: 'returned',
      reason: 'The purchase order is missing.',
    });
    expect(timeline.at(-1)?.type).toBe('invoice.returned');
  });

  test('is taken back by its submitter or an administrator and by nobody else', async () => {
    const invoiceId = await work.waiting();
    const may = (...permissions: Permission[]): Ctx => ({ ...work.mei, permissions: new Set(permissions) });
    const input = { invoiceId, reason: 'Too early.' };
    await expect(withdrawRequest({ ctx: may('submit', 'edit'), input })).rejects.toMatchObject({
      code: 'approval.not_submitter',
    });
    await withdrawRequest({ ctx: may('submit', 'edit', 'admin'), input });
    expect(await work.statusOf(invoiceId)).toBe('draft');
    await expect(withdrawRequest({ ctx: may('submit', 'edit', 'admin'), input })).rejects.toMatchObject({
      code: 'invoice.transition_refused',
    });
  });

  test('an approval is revoked before issue, and everybody is asked anew', async () => {
    const invoiceId = await work.waiting();
    await work.decide(work.approver, invoiceId);
    await revokeApproval({ ctx: work.approver, input: { invoiceId, reason: 'The price was wrong.' } });
    expect(await work.statusOf(invoiceId)).toBe('draft');
    await expect(
      revokeApproval({ ctx: work.approver, input: { invoiceId, reason: 'Again.' } }),
    ).rejects.toMatchObject({ code: 'invoice.transition_refused' });
    await submitInvoice({ ctx: work.author, input: { invoiceId, reason: 'As agreed.' } });
    expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(true);
    await work.decide(work.approver, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
  });
});

test('those who are asked get one mail, whose link decides nothing', async () => {
  const before = work.loop.hub.mails.length;
  const invoiceId = await work.waiting();
  await work.loop.hub.drain();
  const mails = work.loop.hub.mails.slice(before);
  expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('Approval needed')]);
  expect(mails[0]?.to.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ken']));
  expect(mails[0]?.to.map(({ name }) => name)).not.toContain('Aiko');
  expect(mails[0]?.text).toContain(`/invoices/${invoiceId}`);
  expect(await work.statusOf(invoiceId)).toBe('pending_approval');
});
