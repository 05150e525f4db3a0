import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOf } from '../../../runtime/src/core/approvals/asked-step.ts';
import { entities } from '../../../runtime/src/db/schema/index.ts';
import { findDecisionRight } from '../../../runtime/src/flow/approve/find-decision-right.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { createDelegation } from '../../../runtime/src/flow/delegations/create-delegation.ts';
import { revokeDelegation } from '../../../runtime/src/flow/delegations/revoke-delegation.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { addPerson } from '../../support/add-person.ts';
import { type ApprovalsAtWork, financeStep, workOnApprovals } from './support/work-on-approvals.ts';

let work: ApprovalsAtWork;
let stand: Ctx;
beforeAll(async () => {
  work = await workOnApprovals();
  stand = await addPerson(work.loop, 'Sora', ['finance_approver']);
});
afterAll(() => work.loop.hub.close());

const delegate = (from: Ctx, to: Ctx, startsOn = '2026-11-01', endsOn = '2027-12-31') =>
  createDelegation({ ctx: from, input: { toPersonId: to.actor.id, startsOn, endsOn, reason: 'Leave.' } });
const askMei = (): Promise<string> =>
  work.waiting([financeStep({ asks: [askOf('person', work.mei.actor.id)] })]);

test('a delegate decides in the place of whoever delegated, and is shown as such', async () => {
  const invoiceId = await askMei();
  expect(await work.isWaitingFor(stand, invoiceId)).toBe(false);
  const id = await delegate(work.mei, stand);
  expect(await work.isWaitingFor(stand, invoiceId)).toBe(true);
  const requestId = await work.requestOf(invoiceId);
  expect(await findDecisionRight({ ctx: stand, input: { requestId } })).toEqual({
    right: 'may',
    actingFor: 'Mei',
    liftedRules: [],
  });
  await work.decide(stand, invoiceId);
  const { decisions } = await getInvoice({ ctx: work.author, input: { invoiceId } });
  expect(decisions.at(-1)).toMatchObject({ actor: { name: 'Sora' }, actingFor: 'Mei' });
  await revokeDelegation({ ctx: work.mei, input: { delegationId: id } });
});

test.each([
  ['before its first day', '2099-01-01', '2099-01-31'],
  ['after its last day', '2020-01-01', '2020-01-31'],
])('a delegate decides nothing %s', async (_when, from, to) => {
  const id = await delegate(work.mei, stand, from, to);
  await expect(work.decide(stand, await askMei())).rejects.toMatchObject({
    code: 'approval.not_an_approver',
  });
  await revokeDelegation({ ctx: work.mei, input: { delegationId: id } });
});

test('a delegate decides nothing once the delegation was ended', async () => {
  const id = await delegate(work.mei, stand);
  await revokeDelegation({ ctx: work.mei, input: { delegationId: id } });
  await expect(work.decide(stand, await askMei())).rejects.toMatchObject({
    code: 'approval.not_an_approver',
  });
});

test('a delegate never decides for the work.author what the work.author may not decide', async () => {
  const id = await delegate(work.author, stand);
  const invoiceId = await work.waiting([financeStep({ asks: [askOf('person', work.author.actor.id)] })]);
  await expect(work.decide(stand, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
  await revokeDelegation({ ctx: work.author, input: { delegationId: id } });
});

test('a delegate does not decide twice, once for themselves and once for somebody else', async () => {
  const id = await delegate(work.mei, work.rei);
  const invoiceId = await work.waiting([financeStep({ mode: { atLeast: 2 } })]);
  await work.decide(work.rei, invoiceId);
  await expect(work.decide(work.rei, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
  await revokeDelegation({ ctx: work.mei, input: { delegationId: id } });
});

test('a delegate is named by oneself, or by an administrator, and is never oneself', async () => {
  const input = { toPersonId: work.rei.actor.id, startsOn: '2026-11-01', endsOn: '2026-11-30', reason: '' };
  const forMei = { ...input, fromPersonId: work.mei.actor.id };
  await expect(createDelegation({ ctx: stand, input: forMei })).rejects.toMatchObject({
    code: 'auth.scope_missing',
  });
  await expect(createDelegation({ ctx: work.rei, input })).rejects.toMatchObject({
    errors: [expect.objectContaining({ pointer: '/toPersonId' })],
  });
  await expect(
    createDelegation({ ctx: work.mei, input: { ...input, endsOn: '2026-10-31' } }),
  ).rejects.toMatchObject({ errors: [expect.objectContaining({ pointer: '/endsOn' })] });
});

/** Moves the entity of the invoices to a zone, and the clock to the instants in turn; says when the delegate decides. */
async function waitingAt(timeZone: string, day: string, instants: readonly string[]): Promise<boolean[]> {
  const invoiceId = await askMei();
  await work.inOrganization((tx) => tx.update(entities).set({ timeZone }));
  const id = await delegate(work.mei, stand, day, day);
  const seen: boolean[] = [];
  for (const instant of instants) {
    work.loop.hub.clock.set(instant);
    const isListed = await work.isWaitingFor(stand, invoiceId);
    const requestId = await work.requestOf(invoiceId);
    const { right } = await findDecisionRight({ ctx: stand, input: { requestId } });
    expect(right === 'may', 'the list and the button agree').toBe(isListed);
    seen.push(isListed);
  }
  await revokeDelegation({ ctx: work.mei, input: { delegationId: id } });
  return seen;
}

test.each([
  // Midnight in Tokyo is 15:00 of the day before in UTC; in Los Angeles, in January, 08:00 of the same day.
  [
    'Asia/Tokyo',
    ['2027-01-11T14:59:59Z', '2027-01-11T15:00:00Z', '2027-01-12T14:59:59Z', '2027-01-12T15:00:00Z'],
  ],
  [
    'America/Los_Angeles',
    ['2027-01-12T07:59:59Z', '2027-01-12T08:00:00Z', '2027-01-13T07:59:59Z', '2027-01-13T08:00:00Z'],
  ],
])('a delegation of one day counts from midnight to midnight of the entity in %s', async (zone, instants) => {
  expect(await waitingAt(zone, '2027-01-12', instants)).toEqual([false, true, true, false]);
});
