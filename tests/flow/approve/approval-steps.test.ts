import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AskedStep, askOf, asksOf } from '../../../runtime/src/core/approvals/asked-step.ts';
import type { Permission } from '../../../runtime/src/core/permissions.ts';
import { approvalRequests, entities, people } from '../../../runtime/src/db/schema/index.ts';
import { chaseApprovals } from '../../../runtime/src/flow/approve/chase-approvals.ts';
import {
  type DecideApprovalInput,
  decideApproval,
} from '../../../runtime/src/flow/approve/decide-approval.ts';
import { findDecisionRight } from '../../../runtime/src/flow/approve/find-decision-right.ts';
import { resolveSteps } from '../../../runtime/src/flow/approve/resolve-steps.ts';
import { revokeApproval } from '../../../runtime/src/flow/approve/revoke-approval.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { withdrawRequest } from '../../../runtime/src/flow/approve/withdraw-request.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { createDelegation } from '../../../runtime/src/flow/delegations/create-delegation.ts';
import { revokeDelegation } from '../../../runtime/src/flow/delegations/revoke-delegation.ts';
import { saveGroup } from '../../../runtime/src/flow/groups/save-group.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { listInbox } from '../../../runtime/src/flow/read/list-inbox.ts';
import { addPerson } from '../../support/add-person.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
let author: Ctx;
let approver: Ctx;
let mei: Ctx;
let rei: Ctx;
let nextDeal = 500;

beforeAll(async () => {
  loop = await createLoop();
  ({ author, approver } = loop.organization);
  mei = await addPerson(loop, 'Mei', ['finance']);
  rei = await addPerson(loop, 'Rei', ['finance']);
  await inOrganization((tx) => tx.update(entities).set({ isAutoIssue: false }));
});
afterAll(() => loop.hub.close());

const inOrganization = <T>(work: Parameters<typeof loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
  loop.hub.database.inOrganization(loop.organization.id, work);

/** An invoice that waits, asking these steps instead of those of its rule. */
async function waiting(steps?: AskedStep[]): Promise<string> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.hub.drain();
  const invoiceId = (await loop.invoices()).at(-1)?.id ?? '';
  if (steps !== undefined) {
    const [first] = steps;
    const now = steps.filter(({ order }) => order === first?.order);
    const laterSteps = steps.filter(({ order }) => order !== first?.order);
    await inOrganization((tx) =>
      tx
        .update(approvalRequests)
        .set({ steps: now, laterSteps, asks: asksOf(now) })
        .where(eq(approvalRequests.invoiceId, invoiceId)),
    );
  }
  return invoiceId;
}

const requestOf = async (invoiceId: string): Promise<string> =>
  (await getInvoice({ ctx: author, input: { invoiceId } })).openRequest?.id ?? '';

async function decide(
  ctx: Ctx,
  invoiceId: string,
  decision: DecideApprovalInput['decision'] = 'approved',
  reason?: string,
): Promise<void> {
  const requestId = await requestOf(invoiceId);
  await decideApproval({
    ctx,
    input: { invoiceId, requestId, decision, ...(reason === undefined ? {} : { reason }) },
  });
}

const statusOf = async (invoiceId: string): Promise<string | undefined> =>
  (await loop.invoices()).find(({ id }) => id === invoiceId)?.documentStatus;

const isWaitingFor = async (ctx: Ctx, invoiceId: string): Promise<boolean> => {
  const { items } = await listInbox({ ctx, input: { whose: 'mine', limit: 100 } });
  return items.some(({ document }) => document.id === invoiceId);
};

const finance = (more: Partial<AskedStep> = {}): AskedStep => ({
  order: 1,
  asks: [askOf('role', 'finance')],
  mode: 'any',
  ...more,
});

describe('a step', () => {
  test('that wants two people waits after the first, and its person is not asked again', async () => {
    const invoiceId = await waiting([finance({ mode: { atLeast: 2 } })]);
    await decide(mei, invoiceId);
    expect(await statusOf(invoiceId)).toBe('pending_approval');
    expect(await isWaitingFor(mei, invoiceId)).toBe(false);
    expect(await isWaitingFor(rei, invoiceId)).toBe(true);
    await expect(decide(mei, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
    await decide(rei, invoiceId);
    expect(await statusOf(invoiceId)).toBe('approved');
  });

  test('that wants all of a group is met with the last of them', async () => {
    const group = await saveGroup({
      ctx: author,
      input: { name: 'Committee', personIds: [mei, rei, approver].map(({ actor }) => actor.id) },
    });
    const invoiceId = await waiting([{ order: 1, asks: [askOf('group', group)], mode: 'all' }]);
    for (const member of [mei, rei]) {
      await decide(member, invoiceId);
      expect(await statusOf(invoiceId)).toBe('pending_approval');
    }
    await decide(approver, invoiceId);
    expect(await statusOf(invoiceId)).toBe('approved');
  });

  test('of a later order is asked only after the earlier one agreed', async () => {
    const ofMei = { order: 2, asks: [askOf('person', mei.actor.id)], mode: 'any' as const };
    const invoiceId = await waiting([finance(), ofMei]);
    expect(await isWaitingFor(mei, invoiceId)).toBe(true);
    await decide(rei, invoiceId);
    expect(await isWaitingFor(mei, invoiceId)).toBe(true);
    expect(await isWaitingFor(approver, invoiceId)).toBe(false);
    await decide(mei, invoiceId);
    expect(await statusOf(invoiceId)).toBe('approved');
  });

  test('two of one order are asked together, and one approval meets the one it belongs to', async () => {
    const steps = [
      finance({ asks: [askOf('person', mei.actor.id)] }),
      finance({ asks: [askOf('person', rei.actor.id)] }),
    ];
    const invoiceId = await waiting(steps);
    await decide(rei, invoiceId);
    const view = await getInvoice({ ctx: author, input: { invoiceId } });
    expect(view.openRequest?.steps.map(({ isMet }) => isMet)).toEqual([false, true]);
    await decide(mei, invoiceId);
    expect(await statusOf(invoiceId)).toBe('approved');
  });

  test('for the manager asks the manager of whoever submits, and finance where there is none', async () => {
    const step = { order: 1, approver: { kind: 'manager' as const }, mode: 'any' as const };
    const resolve = () => inOrganization((tx) => resolveSteps(tx, author.actor, [step]));
    expect(await resolve()).toMatchObject([{ asks: ['role:finance'] }]);
    await inOrganization((tx) =>
      tx.update(people).set({ managerId: rei.actor.id }).where(eq(people.id, author.actor.id)),
    );
    expect(await resolve()).toMatchObject([{ asks: [askOf('person', rei.actor.id)] }]);
    await inOrganization((tx) => tx.update(people).set({ managerId: null }));
  });
});

describe('a delegate', () => {
  const delegate = (from: Ctx, to: Ctx, startsOn = '2026-11-01', endsOn = '2027-12-31') =>
    createDelegation({ ctx: from, input: { toPersonId: to.actor.id, startsOn, endsOn, reason: 'Leave.' } });
  let stand: Ctx;
  beforeAll(async () => {
    stand = await addPerson(loop, 'Sora', ['finance_approver']);
  });
  const askMei = (): Promise<string> => waiting([finance({ asks: [askOf('person', mei.actor.id)] })]);

  test('decides in the place of whoever delegated, and is shown as such', async () => {
    const invoiceId = await askMei();
    expect(await isWaitingFor(stand, invoiceId)).toBe(false);
    const id = await delegate(mei, stand);
    expect(await isWaitingFor(stand, invoiceId)).toBe(true);
    const requestId = await requestOf(invoiceId);
    expect(await findDecisionRight({ ctx: stand, input: { requestId } })).toEqual({
      right: 'may',
      actingFor: 'Mei',
    });
    await decide(stand, invoiceId);
    const { decisions } = await getInvoice({ ctx: author, input: { invoiceId } });
    expect(decisions.at(-1)).toMatchObject({ actor: { name: 'Sora' }, actingFor: 'Mei' });
    await revokeDelegation({ ctx: mei, input: { delegationId: id } });
  });

  test.each([
    ['before its first day', '2099-01-01', '2099-01-31'],
    ['after its last day', '2020-01-01', '2020-01-31'],
  ])('decides nothing %s', async (_when, from, to) => {
    const id = await delegate(mei, stand, from, to);
    await expect(decide(stand, await askMei())).rejects.toMatchObject({ code: 'approval.not_an_approver' });
    await revokeDelegation({ ctx: mei, input: { delegationId: id } });
  });

  test('decides nothing once the delegation was ended', async () => {
    const id = await delegate(mei, stand);
    await revokeDelegation({ ctx: mei, input: { delegationId: id } });
    await expect(decide(stand, await askMei())).rejects.toMatchObject({ code: 'approval.not_an_approver' });
  });

  test('never decides for the author what the author may not decide', async () => {
    const id = await delegate(author, stand);
    const invoiceId = await waiting([finance({ asks: [askOf('person', author.actor.id)] })]);
    await expect(decide(stand, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
    await revokeDelegation({ ctx: author, input: { delegationId: id } });
  });

  test('does not decide twice, once for themselves and once for somebody else', async () => {
    const id = await delegate(mei, rei);
    const invoiceId = await waiting([finance({ mode: { atLeast: 2 } })]);
    await decide(rei, invoiceId);
    await expect(decide(rei, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
    await revokeDelegation({ ctx: mei, input: { delegationId: id } });
  });

  test('is named by oneself, or by an administrator, and is never oneself', async () => {
    const input = { toPersonId: rei.actor.id, startsOn: '2026-11-01', endsOn: '2026-11-30', reason: '' };
    const forMei = { ...input, fromPersonId: mei.actor.id };
    await expect(createDelegation({ ctx: stand, input: forMei })).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    await expect(createDelegation({ ctx: rei, input })).rejects.toMatchObject({
      errors: [expect.objectContaining({ pointer: '/toPersonId' })],
    });
    await expect(
      createDelegation({ ctx: mei, input: { ...input, endsOn: '2026-10-31' } }),
    ).rejects.toMatchObject({ errors: [expect.objectContaining({ pointer: '/endsOn' })] });
  });
});

describe('a request that waits too long', () => {
  const HOUR_MS = 3_600_000;
  const slow = finance({
    slaHours: 48,
    remindAfterHours: 24,
    escalateTo: askOf('role', 'finance_approver'),
  });
  let invoiceId: string;
  beforeEach(async () => {
    invoiceId = await waiting([{ ...slow, asks: [askOf('person', mei.actor.id)] }]);
    const at = (hours: number) => new Date(loop.hub.clock.now().getTime() + hours * HOUR_MS);
    await inOrganization((tx) =>
      tx
        .update(approvalRequests)
        .set({ remindAt: at(24), escalateAt: at(48), requestedAt: at(0) })
        .where(eq(approvalRequests.invoiceId, invoiceId)),
    );
  });
  const chase = () => chaseApprovals({ ctx: loop.hub.system(loop.organization.id) });
  const eventsOf = async (): Promise<string[]> =>
    (await getInvoice({ ctx: author, input: { invoiceId } })).timeline.map(({ type }) => type);

  test('is reminded of once, then somebody is asked besides, and nothing is approved by time', async () => {
    expect(await chase()).toBe(0);
    loop.hub.clock.advance(25 * HOUR_MS);
    await chase();
    await chase();
    expect((await eventsOf()).filter((type) => type === 'invoice.approval_reminded')).toHaveLength(1);
    expect(await isWaitingFor(approver, invoiceId)).toBe(false);
    loop.hub.clock.advance(24 * HOUR_MS);
    await chase();
    await chase();
    expect((await eventsOf()).filter((type) => type === 'invoice.approval_escalated')).toHaveLength(1);
    expect(await isWaitingFor(approver, invoiceId)).toBe(true);
    expect(await isWaitingFor(mei, invoiceId)).toBe(true);
    loop.hub.clock.advance(10_000 * HOUR_MS);
    await chase();
    expect(await statusOf(invoiceId)).toBe('pending_approval');
    await decide(approver, invoiceId);
    expect(await statusOf(invoiceId)).toBe('approved');
  });
});

describe('what was decided or asked', () => {
  test('is sent back with a reason and is a draft again', async () => {
    const invoiceId = await waiting();
    await expect(decide(approver, invoiceId, 'returned')).rejects.toMatchObject({
      code: 'approval.reason_required',
    });
    await decide(approver, invoiceId, 'returned', 'The purchase order is missing.');
    expect(await statusOf(invoiceId)).toBe('draft');
    const { decisions, timeline } = await getInvoice({ ctx: author, input: { invoiceId } });
    expect(decisions.at(-1)).toMatchObject({
      decision: 'returned',
      reason: 'The purchase order is missing.',
    });
    expect(timeline.at(-1)?.type).toBe('invoice.returned');
  });

  test('is taken back by its submitter or an administrator and by nobody else', async () => {
    const invoiceId = await waiting();
    const may = (...permissions: Permission[]): Ctx => ({ ...mei, permissions: new Set(permissions) });
    const input = { invoiceId, reason: 'Too early.' };
    await expect(withdrawRequest({ ctx: may('submit', 'edit'), input })).rejects.toMatchObject({
      code: 'approval.not_submitter',
    });
    await withdrawRequest({ ctx: may('submit', 'edit', 'admin'), input });
    expect(await statusOf(invoiceId)).toBe('draft');
    await expect(withdrawRequest({ ctx: may('submit', 'edit', 'admin'), input })).rejects.toMatchObject({
      code: 'invoice.transition_refused',
    });
  });

  test('an approval is revoked before issue, and everybody is asked anew', async () => {
    const invoiceId = await waiting();
    await decide(approver, invoiceId);
    await revokeApproval({ ctx: approver, input: { invoiceId, reason: 'The price was wrong.' } });
    expect(await statusOf(invoiceId)).toBe('draft');
    await expect(
      revokeApproval({ ctx: approver, input: { invoiceId, reason: 'Again.' } }),
    ).rejects.toMatchObject({ code: 'invoice.transition_refused' });
    await submitInvoice({ ctx: author, input: { invoiceId, reason: 'As agreed.' } });
    expect(await isWaitingFor(approver, invoiceId)).toBe(true);
    await decide(approver, invoiceId);
    expect(await statusOf(invoiceId)).toBe('approved');
  });
});

test('those who are asked get one mail, whose link decides nothing', async () => {
  const before = loop.hub.mails.length;
  const invoiceId = await waiting();
  await loop.hub.drain();
  const mails = loop.hub.mails.slice(before);
  expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('Approval needed')]);
  expect(mails[0]?.to.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ken']));
  expect(mails[0]?.to.map(({ name }) => name)).not.toContain('Aiko');
  expect(mails[0]?.text).toContain(`/invoices/${invoiceId}`);
  expect(await statusOf(invoiceId)).toBe('pending_approval');
});
