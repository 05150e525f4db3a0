import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InvoiceChanges } from '../../../runtime/src/core/billing/edits/invoice-changes.ts';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { approvalRequests, auditEntries } from '../../../runtime/src/db/schema/index.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { editInvoice } from '../../../runtime/src/flow/bill/edit-invoice.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { listFindings } from '../../../runtime/src/flow/read/list-findings.ts';
import { setTolerance } from '../../../runtime/src/flow/tolerance/set-tolerance.ts';
import { addPerson } from '../../support/add-person.ts';
import { type EditAtWork, editAtWork, reason } from './support/edit-at-work.ts';

let at: EditAtWork;
let work: EditAtWork['work'];
let biller: Ctx;

beforeAll(async () => {
  at = await editAtWork();
  ({ work, biller } = at);
});
afterAll(() => work.loop.hub.close());

type Told = { dealId: string; invoiceId: string };

const tell = (dealId: string, line: object = {}, properties: JsonObject = {}): Promise<void> =>
  at.tellDeal({
    id: dealId,
    lines: [{ id: `line-${dealId}`, sku: 'PLAT-Y', discountPercent: '15', ...line }],
    properties,
  });

/** An invoice of 10,200.00 that waits for an approver. */
async function waiting(): Promise<Told> {
  const dealId = at.nextDealId();
  await tell(dealId);
  return { dealId, invoiceId: await at.newestId() };
}

const rowOf = (invoiceId: string) => at.rowOf(invoiceId);
const viewOf = (invoiceId: string) => at.viewOf(invoiceId);
const edit = (invoiceId: string, changes: InvoiceChanges, ctx?: Ctx) => at.edit(invoiceId, changes, ctx);

const editLine = (invoiceId: string, line: object, ctx?: Ctx) =>
  edit(invoiceId, { lines: [{ position: 1, ...line }] }, ctx);

describe('an invoice that waits, edited by hand', () => {
  test('is a draft with its totals computed anew, and its request is closed', async () => {
    const { invoiceId } = await waiting();
    await edit(invoiceId, {
      purchaseOrder: 'PO-4711',
      terms: 'net:14',
      notes: ['Thank you for waiting.'],
      recipients: [{ role: 'bill_to', name: 'Ann', email: 'ann@northwind.example', locale: 'en' }],
      lines: [
        { position: 1, quantity: '2', discount: { percent: '12.5' }, description: 'Two sites, as agreed' },
      ],
    });
    const { document, openRequest } = await viewOf(invoiceId);
    expect(document).toMatchObject({
      status: 'draft',
      purchaseOrder: 'PO-4711',
      terms: { code: 'net:14' },
      notes: ['Thank you for waiting.'],
      recipients: [{ name: 'Ann', email: 'ann@northwind.example' }],
      totals: { lineNet: '21000.00', payable: '21000.00' },
    });
    expect(document.lines[0]).toMatchObject({
      quantity: '2',
      description: 'Two sites, as agreed',
      discount: { percent: '12.5', amount: '3000.00' },
      netAmount: '21000.00',
    });
    expect(openRequest).toBeNull();
  });

  test('is on record: who, why, which fields, from what to what', async () => {
    const { invoiceId } = await waiting();
    await editLine(invoiceId, { unitPrice: '11000.00' });
    const entries = await work.inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, invoiceId)),
    );
    const [pointer] = Object.keys((await viewOf(invoiceId)).edits);
    expect(entries.find(({ action }) => action === 'invoice.edit')).toMatchObject({
      actor: { kind: 'person', name: 'Bo' },
      reason,
      before: { status: 'pending_approval' },
      after: { status: 'draft', fields: [pointer], totalMinorBefore: '1020000', totalMinor: '935000' },
    });
    expect(entries.find(({ action }) => action === 'invoice.change_edits')).toMatchObject({
      before: { edits: {} },
      after: { edits: { [pointer ?? '']: { source: '12000', value: '11000' } } },
    });
    const { timeline } = await viewOf(invoiceId);
    expect(timeline.at(-1)).toMatchObject({ type: 'invoice.edited', data: { reason, to: 'draft' } });
  });

  test('with a price off the master is marked so, and meets the rules of one that was agreed in the deal', async () => {
    const { invoiceId } = await waiting();
    await editLine(invoiceId, { unitPrice: '11000.00' });
    expect((await viewOf(invoiceId)).document.lines[0]).toMatchObject({ listPrice: '12000' });
    const { findings } = await listFindings({ ctx: biller, input: { invoiceId } });
    expect(findings.map(({ code }) => code)).toContain('line.price_override');
  });

  test('is approved by nobody who edited it last', async () => {
    const both = await addPerson(work.loop, 'Kei', ['biller', 'finance_approver']);
    const { invoiceId } = await waiting();
    await editLine(invoiceId, { quantity: '3' }, both);
    await submitInvoice({ ctx: biller, input: { invoiceId, reason } });
    await expect(work.decide(both, invoiceId)).rejects.toMatchObject({
      code: 'approval.author_cannot_approve',
    });
    await work.decide(work.approver, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
  });

  test('is approved by nobody whose edit stands, though others edited it and its deal changed since', async () => {
    const both = await addPerson(work.loop, 'Lee', ['biller', 'finance_approver']);
    const { dealId, invoiceId } = await waiting();
    await editLine(invoiceId, { description: 'As Lee says' }, both);
    await edit(invoiceId, { purchaseOrder: 'PO-1' });
    await tell(dealId, { quantity: '2' });
    await submitInvoice({ ctx: biller, input: { invoiceId, reason } });
    expect(await work.isWaitingFor(both, invoiceId)).toBe(false);
    await expect(work.decide(both, invoiceId)).rejects.toMatchObject({
      code: 'approval.author_cannot_approve',
    });
    expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(true);
    await work.decide(work.approver, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
  });

  test('goes back to what its deal says, field by field, and is then as if nobody had edited it', async () => {
    const { invoiceId } = await waiting();
    const { contentHash } = await rowOf(invoiceId);
    await edit(invoiceId, {
      purchaseOrder: 'PO-1',
      notes: ['Hello'],
      lines: [{ position: 1, quantity: '2' }],
    });
    await edit(invoiceId, { lines: [{ position: 1, quantity: null }] });
    expect((await viewOf(invoiceId)).document.totals.payable).toBe('10200.00');
    const { fields } = await edit(invoiceId, { purchaseOrder: null, notes: null });
    expect(fields).toEqual([]);
    expect(await rowOf(invoiceId)).toMatchObject({ contentHash, edits: {}, notes: [] });
  });
});

describe('an edit that is refused changes nothing', () => {
  const refused = async (invoiceId: string, code: string, changes: InvoiceChanges, ctx = biller) => {
    const before = await rowOf(invoiceId);
    await expect(edit(invoiceId, changes, ctx)).rejects.toMatchObject({ code });
    expect(await rowOf(invoiceId)).toEqual(before);
  };

  test('of an issued invoice', async () => {
    const { invoiceId } = await waiting();
    await work.decide(work.approver, invoiceId);
    await issueInvoice({ ctx: biller, input: { invoiceId } });
    await refused(invoiceId, 'invoice.transition_refused', { purchaseOrder: 'PO-1' });
  });

  test('on a revision that is not the last', async () => {
    const { invoiceId } = await waiting();
    const { revision } = await rowOf(invoiceId);
    await edit(invoiceId, { purchaseOrder: 'PO-1' });
    const input = { invoiceId, revision, reason, changes: { purchaseOrder: 'PO-2' } };
    await expect(editInvoice({ ctx: biller, input })).rejects.toMatchObject({
      code: 'invoice.revision_conflict',
    });
    expect((await rowOf(invoiceId)).purchaseOrder).toBe('PO-1');
  });

  test('of a line that is not there, named by its place', async () => {
    const { invoiceId } = await waiting();
    const changes = { lines: [{ position: 9, quantity: '1' }] };
    await refused(invoiceId, 'invoice.edit_refused', changes);
    await expect(edit(invoiceId, changes)).rejects.toMatchObject({
      errors: [{ pointer: '/changes/lines/0' }],
    });
  });

  test('to what cannot be billed', async () => {
    const { invoiceId } = await waiting();
    await refused(invoiceId, 'billing.product_unknown', {
      lines: [{ position: 1, quantity: '999999999999999999' }],
    });
  });

  test('that says what is there already', async () => {
    const { invoiceId } = await waiting();
    const before = await rowOf(invoiceId);
    await edit(invoiceId, { lines: [{ position: 1, quantity: '1.00', discount: { percent: '15.0' } }] });
    expect(await rowOf(invoiceId)).toEqual(before);
  });
});

describe('two people who edit one invoice at once', () => {
  test('are told apart by its revision: one wins, the other learns of it', async () => {
    const { invoiceId } = await waiting();
    const { revision } = await rowOf(invoiceId);
    const both = await Promise.allSettled(
      ['PO-A', 'PO-B'].map((purchaseOrder) =>
        editInvoice({ ctx: biller, input: { invoiceId, revision, reason, changes: { purchaseOrder } } }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'invoice.revision_conflict' },
    });
  });

  test('an approver at the same moment either decides first or finds the request closed', async () => {
    const { invoiceId } = await waiting();
    const outcomes = await Promise.allSettled([
      work.decide(work.approver, invoiceId),
      editLine(invoiceId, { quantity: '2' }),
    ]);
    expect(outcomes[1]?.status === 'fulfilled' || outcomes[0].status === 'fulfilled').toBe(true);
    // Whoever came first: nothing is approved with a content that nobody saw.
    const row = await rowOf(invoiceId);
    if (outcomes[1]?.status === 'fulfilled') expect(row.documentStatus).toBe('draft');
    const open = await work.inOrganization((tx) =>
      tx
        .select()
        .from(approvalRequests)
        .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.state, 'open'))),
    );
    expect(open).toEqual([]);
  });
});

describe('a deal that changes under an edited invoice', () => {
  test('in another field is taken in, and the edit stays', async () => {
    const { dealId, invoiceId } = await waiting();
    await edit(invoiceId, { purchaseOrder: 'PO-7', lines: [{ position: 1, description: 'By hand' }] });
    await tell(dealId, { quantity: '2' });
    expect((await viewOf(invoiceId)).document).toMatchObject({
      purchaseOrder: 'PO-7',
      lines: [{ quantity: '2', description: 'By hand' }],
      totals: { payable: '20400.00' },
    });
  });

  test('in the same field leaves the edit, and is not submitted before somebody chose', async () => {
    const { dealId, invoiceId } = await waiting();
    await editLine(invoiceId, { quantity: '2' });
    await tell(dealId, { quantity: '5' });
    const view = await viewOf(invoiceId);
    expect(view.document).toMatchObject({ status: 'draft', totals: { payable: '20400.00' } });
    expect(Object.values(view.edits)).toMatchObject([
      { source: '1', value: '2', conflict: '5', by: { name: 'Bo' } },
    ]);
    const { findings } = await listFindings({ ctx: biller, input: { invoiceId } });
    expect(findings.filter(({ level }) => level === 'error')).toMatchObject([
      { code: 'invoice.edit_conflict', pointer: '/lines/0/quantity' },
    ]);
    await expect(submitInvoice({ ctx: biller, input: { invoiceId, reason } })).rejects.toMatchObject({
      code: 'invoice.validation_failed',
    });
  });

  test.each([
    ['to keep the edit', '2', '20400.00', ['2']],
    ['to take what the deal says', null, '51000.00', []],
  ])('is settled by choosing %s', async (_name, quantity, payable, values) => {
    const { dealId, invoiceId } = await waiting();
    await editLine(invoiceId, { quantity: '2' });
    await tell(dealId, { quantity: '5' });
    await editLine(invoiceId, { quantity });
    const view = await viewOf(invoiceId);
    expect(view.document.totals.payable).toBe(payable);
    expect(Object.values(view.edits).map(({ value }) => value)).toEqual(values);
    await submitInvoice({ ctx: biller, input: { invoiceId, reason } });
    expect(await work.statusOf(invoiceId)).toBe('pending_approval');
  });

  test('to what was written by hand makes the edit none', async () => {
    const { dealId, invoiceId } = await waiting();
    await editLine(invoiceId, { quantity: '2' });
    await tell(dealId, { quantity: '2' });
    expect(await rowOf(invoiceId)).toMatchObject({ edits: {}, payableMinor: 2_040_000n });
  });

  test('and does not take an issued invoice out of step: an edit is no drift of its source', async () => {
    const { invoiceId } = await waiting();
    await editLine(invoiceId, { discount: { percent: '14' } });
    await submitInvoice({ ctx: biller, input: { invoiceId, reason } });
    await work.decide(work.approver, invoiceId);
    const { number } = await issueInvoice({ ctx: biller, input: { invoiceId } });
    expect(number).toMatch(/^INV-/);
    expect((await rowOf(invoiceId)).payableMinor).toBe(1_032_000n);
  });
});

describe('an edit of an approved invoice within the tolerance', () => {
  test('keeps the approval, bound to the new content, with its reason on record', async () => {
    const ada = await addPerson(work.loop, 'Ada', ['admin']);
    const entityId = work.loop.organization.usEntityId;
    await setTolerance({
      ctx: ada,
      input: { entityId, percent: '0.5', amount: '50.00', reason: 'Small corrections.' },
    });
    const { invoiceId } = await waiting();
    await work.decide(work.approver, invoiceId);
    const before = await rowOf(invoiceId);
    const { isApprovalKept } = await editLine(invoiceId, { discount: { amount: '1820.00' } });
    const after = await rowOf(invoiceId);
    expect(isApprovalKept).toBe(true);
    expect(after).toMatchObject({ documentStatus: 'approved', payableMinor: 1_018_000n });
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(after.revision).toBe(before.revision + 1);
    const entries = await work.inOrganization((tx) =>
      tx
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.objectId, invoiceId), eq(auditEntries.action, 'invoice.change_edits'))),
    );
    expect(entries).toMatchObject([{ reason, actor: { name: 'Bo' } }]);
  });
});
