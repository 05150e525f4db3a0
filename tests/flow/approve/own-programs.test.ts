import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOf } from '../../../runtime/src/core/approvals/asked-step.ts';
import type { Permission } from '../../../runtime/src/core/permissions.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { issueApiKey } from '../../../runtime/src/flow/auth/issue-api-key.ts';
import { resolveApiKey } from '../../../runtime/src/flow/auth/resolve-api-key.ts';
import { editInvoice } from '../../../runtime/src/flow/bill/edit-invoice.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { addPerson } from '../../support/add-person.ts';
import { issueOne } from '../held/support/issue-one.ts';
import { joinFinance, ruleOf, workOnRules } from '../rules/support/work-on-rules.ts';
import { type ApprovalsAtWork, financeStep, workOnApprovals } from './support/work-on-approvals.ts';

let work: ApprovalsAtWork;
/** Makes keys, and may approve. */
let maker: Ctx;

beforeAll(async () => {
  work = await workOnApprovals();
  maker = await addPerson(work.loop, 'Emi', ['admin']);
  const tomo = await joinFinance(work.loop, 'Tomo');
  const rules = workOnRules(work.loop, () => tomo);
  const voids = { ...ruleOf('voids', 'true', 'admin'), command: 'void' };
  await rules.publish(await rules.draft((before) => [...before, voids]));
});
afterAll(() => work.loop.hub.close());

/** A program with a key that somebody made, or another program of theirs. */
async function programOf(by: Ctx, permissions: Permission[]): Promise<Ctx> {
  const { key } = await issueApiKey({ ctx: by, input: { name: 'robot', permissions } });
  const sent = { key, requestId: 'req_test', allowLookup: () => undefined };
  return (await resolveApiKey(work.loop.hub.deps, sent)).ctx;
}

test('nobody approves what they had a program edit, nor a program of that program', async () => {
  const first = await programOf(maker, ['read', 'edit', 'submit', 'admin']);
  const robot = await programOf(first, ['read', 'edit', 'submit']);
  const invoiceId = await work.waiting();
  const { revision } = await getInvoice({ ctx: work.author, input: { invoiceId } });
  const changes = { purchaseOrder: 'PO-1' };
  await editInvoice({ ctx: robot, input: { invoiceId, revision, reason: 'As agreed.', changes } });
  await submitInvoice({ ctx: work.author, input: { invoiceId, reason: 'As agreed.' } });
  await expect(work.decide(maker, invoiceId)).rejects.toMatchObject({
    code: 'approval.author_cannot_approve',
  });
  expect(await work.isWaitingFor(maker, invoiceId)).toBe(false);
});

test('nobody approves a command that they had a program ask for', async () => {
  const robot = await programOf(maker, ['read', 'void']);
  const invoiceId = await issueOne(work, 'own-1');
  await voidInvoice({ ctx: robot, input: { invoiceId, reason: 'Wrong.' } });
  await expect(work.decide(maker, invoiceId)).rejects.toMatchObject({
    code: 'approval.author_cannot_approve',
  });
  expect(await work.isWaitingFor(maker, invoiceId)).toBe(false);
  const other = await addPerson(work.loop, 'Ai', ['admin']);
  await work.decide(other, invoiceId);
  expect(await work.statusOf(invoiceId)).not.toBe('issued');
});

test('what a flow drafts from its source and submits is approved by whoever made its key', async () => {
  const robot = await programOf(maker, ['read', 'submit']);
  const invoiceId = await work.waiting([financeStep({ asks: [askOf('role', 'admin')] })]);
  expect(robot.actor.kind).toBe('api_key');
  expect(await work.isWaitingFor(maker, invoiceId)).toBe(true);
  await work.decide(maker, invoiceId);
  expect(await work.statusOf(invoiceId)).toBe('approved');
});
