import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOf } from '../../../runtime/src/core/approvals/asked-step.ts';
import type { RuleStep } from '../../../runtime/src/core/rules/rule-step.ts';
import { people } from '../../../runtime/src/db/schema/index.ts';
import { chaseApprovals } from '../../../runtime/src/flow/approve/chase-approvals.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { createDelegation } from '../../../runtime/src/flow/delegations/create-delegation.ts';
import { saveGroup } from '../../../runtime/src/flow/groups/save-group.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { addPerson } from '../../support/add-person.ts';
import { joinFinance, ruleOf, workOnRules } from '../rules/support/work-on-rules.ts';
import { type ApprovalsAtWork, financeStep, workOnApprovals } from './support/work-on-approvals.ts';

let work: ApprovalsAtWork;
let groupId: string;
let member: Ctx;
let rules: ReturnType<typeof workOnRules>;

beforeAll(async () => {
  work = await workOnApprovals();
  member = await addPerson(work.loop, 'Hana', ['finance_approver']);
  const personIds = [member.actor.id];
  groupId = await saveGroup({ ctx: work.author, input: { name: 'Legal', personIds } });
  const tomo = await joinFinance(work.loop, 'Tomo');
  rules = workOnRules(work.loop, () => tomo);
});
afterAll(() => work.loop.hub.close());

async function publish(mode: RuleStep['mode']): Promise<void> {
  const steps = [{ approver: { kind: 'group', groupId }, mode }];
  await rules.publish(await rules.draft(() => [{ ...ruleOf('all', 'true'), steps }]));
}
const change = (id: string, over: Partial<typeof people.$inferInsert>) =>
  work.inOrganization((tx) => tx.update(people).set(over).where(eq(people.id, id)));
const leave = (id: string, isGone = true) =>
  change(id, { deactivatedAt: isGone ? new Date('2026-11-20T00:00:00Z') : null });
const asksOf = async (invoiceId: string) => {
  const { openRequest } = await getInvoice({ ctx: work.author, input: { invoiceId } });
  return openRequest?.steps.flatMap(({ asks }) => asks.map(({ kind, id }) => askOf(kind, id)));
};
const chase = () => chaseApprovals({ ctx: work.loop.hub.system(work.loop.organization.id) });

test('a step with somebody to ask asks nobody besides', async () => {
  await publish('any');
  expect(await asksOf(await work.waiting())).toEqual([askOf('group', groupId)]);
});

test('a step that asks nobody who could decide asks finance besides, from its first day', async () => {
  await leave(member.actor.id);
  const invoiceId = await work.waiting();
  await leave(member.actor.id, false);
  expect(await asksOf(invoiceId)).toEqual([askOf('group', groupId), askOf('role', 'finance')]);
  await work.decide(work.mei, invoiceId);
  expect(await work.statusOf(invoiceId)).toBe('approved');
});

test('whoever may not approve any more counts as nobody', async () => {
  await change(member.actor.id, { roles: ['viewer'] });
  const invoiceId = await work.waiting();
  await change(member.actor.id, { roles: ['finance_approver'] });
  expect(await asksOf(invoiceId)).toEqual([askOf('group', groupId), askOf('role', 'finance')]);
});

test('a step that wants more people than it asks is asked of others besides', async () => {
  await publish({ atLeast: 2 });
  const invoiceId = await work.waiting();
  expect(await asksOf(invoiceId)).toEqual([askOf('group', groupId), askOf('role', 'finance')]);
  await work.decide(member, invoiceId);
  expect(await work.statusOf(invoiceId)).toBe('pending_approval');
  await work.decide(work.rei, invoiceId);
  expect(await work.statusOf(invoiceId)).toBe('approved');
});

test('a request whose last person left while it waited is asked of finance, once and on record', async () => {
  await publish('any');
  const leaver = await addPerson(work.loop, 'Ren', ['finance_approver']);
  const invoiceId = await work.waiting([financeStep({ asks: [askOf('person', leaver.actor.id)] })]);
  await chase();
  expect(await asksOf(invoiceId)).toEqual([askOf('person', leaver.actor.id)]);
  await leave(leaver.actor.id);
  await chase();
  await chase();
  expect(await work.isWaitingFor(work.mei, invoiceId)).toBe(true);
  const { timeline } = await getInvoice({ ctx: work.author, input: { invoiceId } });
  expect(timeline.filter(({ type }) => type === 'invoice.approval_escalated')).toHaveLength(1);
});

test('nobody decides in the place of somebody who may not approve any more', async () => {
  const boss = await addPerson(work.loop, 'Yuki', ['finance_approver']);
  const stand = await addPerson(work.loop, 'Sora', ['finance_approver']);
  const input = {
    toPersonId: stand.actor.id,
    startsOn: '2026-11-01',
    endsOn: '2027-12-31',
    reason: 'Leave.',
  };
  await createDelegation({ ctx: boss, input });
  const invoiceId = await work.waiting([financeStep({ asks: [askOf('person', boss.actor.id)] })]);
  expect(await work.isWaitingFor(stand, invoiceId)).toBe(true);
  await change(boss.actor.id, { roles: ['viewer'] });
  expect(await work.isWaitingFor(stand, invoiceId)).toBe(false);
  await expect(work.decide(stand, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
});
