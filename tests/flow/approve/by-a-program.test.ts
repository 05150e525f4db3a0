import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { editInvoice } from '../../../runtime/src/flow/bill/edit-invoice.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { switchSegregation } from '../../../runtime/src/flow/segregation/switch-segregation.ts';
import { addPerson } from '../../support/add-person.ts';
import { machineOf } from '../../support/machine-of.ts';
import { type ApprovalsAtWork, workOnApprovals } from './support/work-on-approvals.ts';

let work: ApprovalsAtWork;
/** An administrator who approves as well, and a program whose key a program of hers made. */
let nao: Ctx;
let robot: Ctx;
beforeAll(async () => {
  work = await workOnApprovals();
  nao = await addPerson(work.loop, 'Nao', ['admin', 'finance_approver']);
  const first = await machineOf(nao, ['read', 'edit', 'submit', 'admin']);
  robot = (await machineOf(first.ctx, ['read', 'edit', 'submit'])).ctx;
});
afterAll(() => work.loop.hub.close());

/** An invoice that a program edited, and Aiko submitted. */
async function editedByProgram(): Promise<string> {
  const invoiceId = await work.waiting();
  const revision = (await work.loop.invoices()).find(({ id }) => id === invoiceId)?.revision ?? 0;
  const changes = { notes: ['The program wrote this.'] };
  await editInvoice({ ctx: robot, input: { invoiceId, revision, reason: 'Automatic.', changes } });
  await submitInvoice({ ctx: work.author, input: { invoiceId, reason: 'As agreed.' } });
  return invoiceId;
}

test('what a program edited is approved by nobody who made its key, and is not shown to them as theirs to decide', async () => {
  const invoiceId = await editedByProgram();
  expect(await work.isWaitingFor(nao, invoiceId)).toBe(false);
  await expect(work.decide(nao, invoiceId)).rejects.toMatchObject({ code: 'approval.author_cannot_approve' });
  expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(true);
  await work.decide(work.approver, invoiceId);
  expect(await work.statusOf(invoiceId)).toBe('approved');
});

test('what a program only submitted is approved by whoever made its key: it chose nothing of it', async () => {
  const invoiceId = await work.waiting();
  expect(await work.isWaitingFor(nao, invoiceId)).toBe(true);
  await work.decide(nao, invoiceId);
});

test('an organization without the rule of the last editor has them approve it, and says so', async () => {
  const rule = { rule: 'last_editor' as const, reason: 'There are two of us.' };
  await switchSegregation({ ctx: nao, input: { ...rule, isOn: false } });
  const invoiceId = await editedByProgram();
  expect(await work.isWaitingFor(nao, invoiceId)).toBe(true);
  await work.decide(nao, invoiceId);
  const [decision] = await work.loop.hub.database.owner`
    select lifted_rules from approval_decisions where invoice_id = ${invoiceId}`;
  expect(decision?.['lifted_rules']).toEqual(['last_editor']);
});
