import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERMISSIONS } from '../../../runtime/src/core/permissions.ts';
import {
  approvalDecisions,
  approvalRequests,
  auditEntries,
  invoiceLines,
  invoices,
  sourceLinks,
} from '../../../runtime/src/db/schema/index.ts';
import { decideApproval } from '../../../runtime/src/flow/approve/decide-approval.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { addPerson } from '../../support/add-person.ts';
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

/** The request that waits on an invoice, or the last one. */
async function requestOf(invoiceId: string): Promise<string> {
  const rows = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select({ id: approvalRequests.id })
      .from(approvalRequests)
      .where(eq(approvalRequests.invoiceId, invoiceId))
      .orderBy(approvalRequests.id),
  );
  return rows.at(-1)?.id ?? '';
}

/** Decides on the request that waits now, as the approver unless told otherwise. */
async function decide(
  invoiceId: string,
  decision: 'approved' | 'rejected',
  options: { ctx?: Ctx; reason?: string } = {},
): Promise<void> {
  const requestId = await requestOf(invoiceId);
  const reason = options.reason === undefined ? {} : { reason: options.reason };
  await decideApproval({
    ctx: options.ctx ?? loop.organization.approver,
    input: { invoiceId, requestId, decision, ...reason },
  });
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
  const attempt = decide(invoiceId, 'approved', { ctx: loop.organization.author });
  await expect(attempt).rejects.toMatchObject({ code: 'approval.author_cannot_approve' });
  expect(await decisionsOf(invoiceId)).toHaveLength(0);
});

test('a machine cannot approve', async () => {
  const invoiceId = await waitingInvoice();
  const machine = {
    ...loop.organization.approver,
    actor: { kind: 'api_key' as const, id: 'key_1', name: 'n8n' },
  };
  await expect(decide(invoiceId, 'approved', { ctx: machine })).rejects.toMatchObject({
    code: 'approval.person_required',
  });
});

test('a person without the role of the step cannot approve', async () => {
  const invoiceId = await waitingInvoice();
  const other = { ...loop.organization.approver, roles: ['finance'] };
  await expect(decide(invoiceId, 'approved', { ctx: other })).rejects.toMatchObject({
    code: 'approval.not_an_approver',
  });
});

test('an approval binds to the content, moves the invoice on, and leaves one audit entry', async () => {
  const invoiceId = await waitingInvoice();
  await decide(invoiceId, 'approved', { reason: 'Agreed' });
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
  const outcomes = await Promise.allSettled([decide(invoiceId, 'approved'), decide(invoiceId, 'approved')]);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  await expect(decide(invoiceId, 'approved')).rejects.toMatchObject({ code: 'approval.already_decided' });
  expect(await decisionsOf(invoiceId)).toHaveLength(1);
});

test('a rejection needs a reason and sends the invoice back to draft', async () => {
  const invoiceId = await waitingInvoice();
  const reject = (reason?: string) => decide(invoiceId, 'rejected', reason === undefined ? {} : { reason });
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
  const attempt = decide(invoiceId, 'approved');
  await expect(attempt).rejects.toMatchObject({ code: 'invoice.content_changed' });
});

test('content that changed after its approval cannot be issued and takes no number', async () => {
  const invoiceId = await waitingInvoice();
  await decide(invoiceId, 'approved');
  await inOrganization('', async (tx) => {
    await tx.update(invoices).set({ termsCode: 'net:90' }).where(eq(invoices.id, invoiceId));
  });
  const attempt = issueInvoice({ ctx: loop.hub.system(loop.organization.id), input: { invoiceId } });
  await expect(attempt).rejects.toMatchObject({ code: 'invoice.content_changed' });
  expect((await loop.invoices()).find((row) => row.id === invoiceId)?.number).toBeNull();
});

test('a decision on a request that was made for another content is refused', async () => {
  const id = String(nextDeal);
  const invoiceId = await waitingInvoice();
  const looked = await requestOf(invoiceId);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'PLAT-Y', discountPercent: '60' }] });
  await loop.hub.drain();
  const attempt = decideApproval({
    ctx: loop.organization.approver,
    input: { invoiceId, requestId: looked, decision: 'approved' },
  });
  await expect(attempt).rejects.toMatchObject({ code: 'invoice.content_changed' });
  expect((await loop.invoices()).find((row) => row.id === invoiceId)?.documentStatus).toBe(
    'pending_approval',
  );
});

test('who submitted it cannot approve it', async () => {
  const invoiceId = await waitingInvoice();
  await decide(invoiceId, 'rejected', { reason: 'Again, please.' });
  const submitter = { ...loop.organization.approver, permissions: new Set(PERMISSIONS) };
  await submitInvoice({ ctx: submitter, input: { invoiceId, reason: 'It is right.' } });
  await expect(decide(invoiceId, 'approved')).rejects.toMatchObject({
    code: 'approval.author_cannot_approve',
  });
});

test('one person does not decide two steps of the same content', async () => {
  const invoiceId = await waitingInvoice();
  await inOrganization('', async (tx) => {
    await tx
      .update(approvalRequests)
      .set({ laterSteps: [{ order: 2, asks: ['role:finance'], mode: 'any' }] })
      .where(eq(approvalRequests.invoiceId, invoiceId));
  });
  await decide(invoiceId, 'approved');
  expect((await loop.invoices()).find((row) => row.id === invoiceId)?.documentStatus).toBe(
    'pending_approval',
  );
  await expect(decide(invoiceId, 'approved')).rejects.toMatchObject({ code: 'approval.not_an_approver' });
  const second = await addPerson(loop, 'Rei', ['finance']);
  await decide(invoiceId, 'approved', { ctx: second });
  expect((await loop.invoices()).find((row) => row.id === invoiceId)?.documentStatus).toBe('approved');
});

test('who owns the deal when its content changes cannot approve the new content', async () => {
  const id = String(nextDeal);
  const invoiceId = await waitingInvoice();
  await inOrganization('', (tx) =>
    tx
      .update(sourceLinks)
      .set({ canonicalId: loop.organization.approver.actor.id })
      .where(and(eq(sourceLinks.kind, 'person'), eq(sourceLinks.externalId, '7001'))),
  );
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'PLAT-Y', discountPercent: '60' }] });
  await loop.hub.drain();
  await expect(decide(invoiceId, 'approved')).rejects.toMatchObject({
    code: 'approval.author_cannot_approve',
  });
});
