import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  approvalDecisions,
  auditEntries,
  invoiceLines,
  invoices,
} from '../../../runtime/src/db/schema/index.ts';
import { decideApproval } from '../../../runtime/src/flow/approve/decide-approval.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
let nextDeal = 100;

beforeAll(async () => {
  loop = await createLoop();
});

afterAll(() => loop.hub.close());

/** An invoice with a discount of 15 %, waiting for its approver. */
async function waitingInvoice(): Promise<string> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  expect(invoice?.documentStatus).toBe('pending_approval');
  return invoice?.id ?? '';
}

const inOrganization: Loop['hub']['database']['inOrganization'] = (_id, work) =>
  loop.hub.database.inOrganization(loop.organization.id, work);

const decisionsOf = (invoiceId: string) =>
  inOrganization('', (tx) =>
    tx.select().from(approvalDecisions).where(eq(approvalDecisions.invoiceId, invoiceId)),
  );

test('a discount below the threshold is approved by the default row, which names its rule set version', async () => {
  await loop.tellOf({ id: '1', lines: [{ id: 'small', sku: 'API-P', discountPercent: '5' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  expect(invoice?.documentStatus).toBe('issued');
  const [decision] = await decisionsOf(invoice?.id ?? '');
  expect(decision).toMatchObject({
    decision: 'approved',
    requestId: null,
    contentHash: invoice?.contentHash,
  });
  expect(decision?.actor).toMatchObject({ kind: 'rule_set', name: 'Rule set version 1' });
});

test('an amount above the ceiling of the default row goes to a person', async () => {
  await loop.tellOf({ id: '2', lines: [{ id: 'large', sku: 'PLAT-Y', quantity: '5' }] });
  await loop.hub.drain();
  expect((await loop.invoices()).at(-1)?.documentStatus).toBe('pending_approval');
});

test('a price that departs from the product master goes to a person', async () => {
  await loop.tellOf({ id: '3', lines: [{ id: 'priced', sku: 'PLAT-Y', price: '11999.00' }] });
  await loop.hub.drain();
  expect((await loop.invoices()).at(-1)?.documentStatus).toBe('pending_approval');
});

test('the author cannot approve, whatever their roles', async () => {
  const invoiceId = await waitingInvoice();
  const attempt = decideApproval({
    ctx: loop.organization.author,
    input: { invoiceId, decision: 'approved' },
  });
  await expect(attempt).rejects.toMatchObject({ code: 'approval.author_cannot_approve' });
  expect(await decisionsOf(invoiceId)).toHaveLength(0);
});

test('a machine cannot approve', async () => {
  const invoiceId = await waitingInvoice();
  const machine = {
    ...loop.organization.approver,
    actor: { kind: 'api_key' as const, id: 'key_1', name: 'n8n' },
  };
  await expect(
    decideApproval({ ctx: machine, input: { invoiceId, decision: 'approved' } }),
  ).rejects.toMatchObject({
    code: 'approval.person_required',
  });
});

test('a person without the role of the step cannot approve', async () => {
  const invoiceId = await waitingInvoice();
  const other = { ...loop.organization.approver, roles: ['finance'] };
  await expect(
    decideApproval({ ctx: other, input: { invoiceId, decision: 'approved' } }),
  ).rejects.toMatchObject({
    code: 'approval.not_an_approver',
  });
});

test('an approval binds to the content, moves the invoice on, and leaves one audit entry', async () => {
  const invoiceId = await waitingInvoice();
  await decideApproval({
    ctx: loop.organization.approver,
    input: { invoiceId, decision: 'approved', reason: 'Agreed' },
  });
  const [decision] = await decisionsOf(invoiceId);
  const invoice = (await loop.invoices()).find((row) => row.id === invoiceId);
  expect(invoice?.documentStatus).toBe('approved');
  expect(decision).toMatchObject({
    decision: 'approved',
    contentHash: invoice?.contentHash,
    reason: 'Agreed',
  });
  const entries = await inOrganization('', (tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.objectId, invoiceId)),
  );
  expect(entries.filter((entry) => entry.action === 'invoice.approve')).toHaveLength(1);
  await loop.hub.drain();
  expect((await loop.invoices()).find((row) => row.id === invoiceId)?.documentStatus).toBe('issued');
});

test('a second decision on the same approval is refused', async () => {
  const invoiceId = await waitingInvoice();
  const decide = () =>
    decideApproval({ ctx: loop.organization.approver, input: { invoiceId, decision: 'approved' } });
  const outcomes = await Promise.allSettled([decide(), decide()]);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  await expect(decide()).rejects.toMatchObject({ code: 'approval.already_decided' });
  expect(await decisionsOf(invoiceId)).toHaveLength(1);
});

test('a rejection needs a reason and sends the invoice back to draft', async () => {
  const invoiceId = await waitingInvoice();
  const reject = (reason?: string) =>
    decideApproval({
      ctx: loop.organization.approver,
      input: { invoiceId, decision: 'rejected', ...(reason === undefined ? {} : { reason }) },
    });
  await expect(reject()).rejects.toMatchObject({ code: 'approval.reason_required' });
  await expect(reject('  ')).rejects.toMatchObject({ code: 'approval.reason_required' });
  await reject('The discount was not agreed.');
  expect((await loop.invoices()).find((row) => row.id === invoiceId)?.documentStatus).toBe('draft');
});

test('a change of one minor unit after the request makes its approval impossible', async () => {
  const invoiceId = await waitingInvoice();
  await inOrganization('', async (tx) => {
    await tx.update(invoiceLines).set({ netMinor: 1_020_001n }).where(eq(invoiceLines.invoiceId, invoiceId));
  });
  const attempt = decideApproval({
    ctx: loop.organization.approver,
    input: { invoiceId, decision: 'approved' },
  });
  await expect(attempt).rejects.toMatchObject({ code: 'invoice.content_changed' });
});

test('content that changed after its approval cannot be issued and takes no number', async () => {
  const invoiceId = await waitingInvoice();
  await decideApproval({ ctx: loop.organization.approver, input: { invoiceId, decision: 'approved' } });
  await inOrganization('', async (tx) => {
    await tx.update(invoices).set({ termsCode: 'net:90' }).where(eq(invoices.id, invoiceId));
  });
  const attempt = issueInvoice({ ctx: loop.hub.system(loop.organization.id), input: { invoiceId } });
  await expect(attempt).rejects.toMatchObject({ code: 'invoice.content_changed' });
  expect((await loop.invoices()).find((row) => row.id === invoiceId)?.number).toBeNull();
});
