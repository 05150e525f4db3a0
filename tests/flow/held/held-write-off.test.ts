import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { readSettlement } from '../../../runtime/src/flow/read/read-settlement.ts';
import { bookWriteOff } from '../../../runtime/src/flow/write-off/book-write-off.ts';
import { decideWriteOff } from '../../../runtime/src/flow/write-off/decide-write-off.ts';
import { requestWriteOff } from '../../../runtime/src/flow/write-off/request-write-off.ts';
import { addPerson } from '../../support/add-person.ts';
import { type ApprovalsAtWork, workOnApprovals } from '../approve/support/work-on-approvals.ts';
import { joinFinance, ruleOf, workOnRules } from '../rules/support/work-on-rules.ts';
import { issueOne } from './support/issue-one.ts';

let work: ApprovalsAtWork;
let kenji: Ctx;
let booker: Ctx;
let next = 1;

beforeAll(async () => {
  work = await workOnApprovals();
  kenji = await addPerson(work.loop, 'Kenji', ['finance']);
  booker = await addPerson(work.loop, 'Sora', ['finance']);
  const tomo = await joinFinance(work.loop, 'Tomo');
  const rules = workOnRules(work.loop, () => tomo);
  const large = { ...ruleOf('large-write-offs', 'commandMinor >= 240000'), command: 'write_off' };
  await rules.publish(await rules.draft((before) => [...before, large]));
});
afterAll(() => work.loop.hub.close());

/** An issued invoice over so many times 2,400.00 USD, written off by Kenji's wish. */
async function asked(quantity: string): Promise<string> {
  const invoiceId = await issueOne(work, `w${next++}`, quantity);
  await requestWriteOff({ ctx: kenji, input: { invoiceId, reason: 'They are bankrupt.' } });
  return invoiceId;
}

const stateOf = async (invoiceId: string) =>
  (await readSettlement({ ctx: work.author, input: { invoiceId } })).writeOffs[0]?.state;
const decide = (ctx: Ctx, invoiceId: string, decision: 'approved' | 'rejected') =>
  decideWriteOff({ ctx, input: { invoiceId, decision, reason: 'Seen.' } });

test('a write-off that a rule sends to particular people is decided by them, and booked by a third', async () => {
  const invoiceId = await asked('1');
  await expect(decide(work.mei, invoiceId, 'approved')).rejects.toMatchObject({
    code: 'settlement.not_possible',
  });
  await expect(decide(work.mei, invoiceId, 'rejected')).rejects.toMatchObject({
    code: 'settlement.not_possible',
  });
  await expect(work.decide(work.mei, invoiceId)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
  expect(await stateOf(invoiceId)).toBe('requested');
  await work.decide(work.approver, invoiceId);
  expect(await stateOf(invoiceId)).toBe('approved');
  await bookWriteOff({ ctx: booker, input: { invoiceId } });
  expect(await stateOf(invoiceId)).toBe('booked');
});

test('turned down by them, it can be asked for anew', async () => {
  const invoiceId = await asked('1');
  await work.decide(work.approver, invoiceId, 'rejected', 'They paid a part.');
  expect(await stateOf(invoiceId)).toBe('rejected');
  await requestWriteOff({ ctx: kenji, input: { invoiceId, reason: 'The rest is lost.' } });
  expect(await stateOf(invoiceId)).toBe('requested');
});

test('a write-off that no rule matches is approved by any other approver, as before', async () => {
  const invoiceId = await asked('0.5');
  expect(await work.requestOf(invoiceId)).toBe('');
  await decide(work.mei, invoiceId, 'approved');
  expect(await stateOf(invoiceId)).toBe('approved');
});
