import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  approvalDecisions,
  approvalRequests,
  auditEntries,
  editTolerances,
  invoiceEvents,
  invoices,
} from '../../../runtime/src/db/schema/index.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import type { InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { listTolerances } from '../../../runtime/src/flow/tolerance/list-tolerances.ts';
import { setTolerance } from '../../../runtime/src/flow/tolerance/set-tolerance.ts';
import { addPerson } from '../../support/add-person.ts';
import { type ApprovalsAtWork, workOnApprovals } from './support/work-on-approvals.ts';

let work: ApprovalsAtWork;
let ada: Ctx;
let nextDeal = 900;
beforeAll(async () => {
  work = await workOnApprovals();
  ada = await addPerson(work.loop, 'Ada', ['admin']);
});
afterAll(() => work.loop.hub.close());

/** Half a percent of 10,200.00 is 51.00; the smaller amount holds. */
const allow = (percent: string, amount: string): Promise<void> =>
  setTolerance({
    ctx: ada,
    input: { entityId: work.loop.organization.usEntityId, percent, amount, reason: 'Small corrections.' },
  });
beforeEach(() => allow('0.5', '20.00'));

const SYSTEM = { kind: 'system', id: 'hub', name: 'Seikyu' } as const;
type Deal = { id: string; invoiceId: string };

/** A platform of 12,000.00 with a discount, which asks an approver. */
async function told(id: string, discountPercent: string, more: object = {}): Promise<void> {
  await work.loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'PLAT-Y', discountPercent }], ...more });
  await work.loop.hub.drain();
}
async function pending(): Promise<Deal> {
  const id = String(nextDeal++);
  await told(id, '15');
  return { id, invoiceId: (await work.loop.invoices()).at(-1)?.id ?? '' };
}
async function approved(): Promise<Deal> {
  const deal = await pending();
  await work.decide(work.approver, deal.invoiceId);
  return deal;
}
async function rowOf(invoiceId: string): Promise<InvoiceRow> {
  const row = (await work.loop.invoices()).find(({ id }) => id === invoiceId);
  if (row === undefined) throw new Error('no such invoice');
  return row;
}
const decisionsOf = (invoiceId: string) =>
  work.inOrganization((tx) =>
    tx
      .select()
      .from(approvalDecisions)
      .where(eq(approvalDecisions.invoiceId, invoiceId))
      .orderBy(approvalDecisions.id),
  );
const issue = (invoiceId: string) => issueInvoice({ ctx: work.author, input: { invoiceId } });

describe('a change within the tolerance', () => {
  test('keeps what people approved, with an entry for the new content that names the decision', async () => {
    const { id, invoiceId } = await approved();
    const before = await rowOf(invoiceId);
    await told(id, '15.1');
    const after = await rowOf(invoiceId);
    expect(after.documentStatus).toBe('approved');
    expect(after.payableMinor).toBe(before.payableMinor - 1200n);
    const [real, kept] = await decisionsOf(invoiceId);
    expect(kept).toMatchObject({
      decision: 'approved',
      contentHash: after.contentHash,
      keptDecisionId: real?.id,
      actor: { kind: 'system' },
      tolerance: { ppm: 5_000, allowed: '20.00', approvedTotal: '10200.00', total: '10188.00' },
    });
    const [entry] = await work.inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.action, 'invoice.keep_approval')),
    );
    expect(entry).toMatchObject({ objectId: invoiceId, after: { keptDecisionId: real?.id } });
    const events = await work.inOrganization((tx) =>
      tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, invoiceId)),
    );
    expect(events.map(({ type }) => type)).toContain('invoice.approval_kept');
    expect(await issue(invoiceId)).toMatchObject({ isNew: true });
  });

  test('is measured against what people approved, so that small ones do not add up', async () => {
    const { id, invoiceId } = await approved();
    await told(id, '15.1');
    await told(id, '15.2');
    expect((await rowOf(invoiceId)).documentStatus).not.toBe('approved');
    expect(await work.isWaitingFor(work.approver, invoiceId)).toBe(true);
    await work.decide(work.approver, invoiceId);
    // What was approved last counts from here on.
    await told(id, '15.3');
    expect((await rowOf(invoiceId)).documentStatus).toBe('approved');
  });

  test('keeps the first of two people while the second is still asked', async () => {
    const { id, invoiceId } = await pending();
    const later = [{ order: 2, asks: ['role:finance'], mode: 'any' as const }];
    await work.inOrganization((tx) =>
      tx.update(approvalRequests).set({ laterSteps: later }).where(eq(approvalRequests.invoiceId, invoiceId)),
    );
    await work.decide(work.approver, invoiceId);
    const request = await work.requestOf(invoiceId);
    await told(id, '15.1');
    expect((await rowOf(invoiceId)).documentStatus).toBe('pending_approval');
    expect(await work.requestOf(invoiceId)).toBe(request);
    await work.decide(work.mei, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
    expect(await issue(invoiceId)).toMatchObject({ isNew: true });
  });
});

describe('a change voids the approval as ever', () => {
  const voided = async (change: (id: string) => Promise<void>): Promise<void> => {
    const { id, invoiceId } = await approved();
    await change(id);
    const after = await rowOf(invoiceId);
    expect(after.documentStatus).toBe('pending_approval');
    expect((await decisionsOf(invoiceId)).every(({ tolerance }) => tolerance === null)).toBe(true);
  };

  test('above the amount', () => voided((id) => told(id, '15.2')));

  test('above the share', async () => {
    await allow('0.1', '1000.00');
    await voided((id) => told(id, '15.1'));
  });

  test('where no tolerance is set', async () => {
    await allow('0', '0');
    await voided((id) => told(id, '15.001'));
  });

  test('of whom the invoice is sent to', () =>
    voided((id) => told(id, '15', { contactEmail: `other-${id}@northwind.example` })));

  test('that another rule matches, however small', () =>
    voided((id) =>
      told(id, '15', {
        lines: [{ id: `line-${id}`, sku: 'PLAT-Y', discountPercent: '15', price: '12000.50' }],
      }),
    ));

  test('that whoever set the tolerance made themselves', async () => {
    const { actor } = work.loop.organization.author;
    await work.inOrganization((tx) => tx.update(editTolerances).set({ setBy: actor }));
    await voided((id) => told(id, '15.1'));
  });

  test('that one of its approvers made', async () => {
    const { id, invoiceId } = await pending();
    await work.inOrganization((tx) =>
      tx.update(invoices).set({ createdBy: SYSTEM, lastEditedBy: SYSTEM }).where(eq(invoices.id, invoiceId)),
    );
    const seller = work.loop.organization.author;
    const asSeller = { ...seller, roles: ['finance_approver'] };
    await work.inOrganization((tx) =>
      tx
        .update(approvalRequests)
        .set({ requestedBy: SYSTEM })
        .where(eq(approvalRequests.invoiceId, invoiceId)),
    );
    await work.decide(asSeller, invoiceId);
    expect(await work.statusOf(invoiceId)).toBe('approved');
    await told(id, '15.1');
    expect(await work.statusOf(invoiceId)).toBe('pending_approval');
  });

  test('while nobody has approved anything yet', async () => {
    const { id, invoiceId } = await pending();
    const request = await work.requestOf(invoiceId);
    await told(id, '15.1');
    expect(await work.requestOf(invoiceId)).not.toBe(request);
  });
});

describe('setting one', () => {
  const refused = (input: { percent: string; amount: string }, pointer: string) =>
    expect(allow(input.percent, input.amount)).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer }],
    });

  test('takes both limits or none, and at most a tenth', async () => {
    await refused({ percent: '10.0001', amount: '1.00' }, '/percent');
    await refused({ percent: '0.00001', amount: '1.00' }, '/percent');
    await refused({ percent: '1', amount: '0' }, '/amount');
    await refused({ percent: '0', amount: '1.00' }, '/percent');
    await refused({ percent: '1', amount: '1.001' }, '/amount');
    await allow('0', '0');
    const [us] = await listTolerances({ ctx: work.mei });
    expect(us).toMatchObject({ percent: '0', amount: '0.00', set: null });
  });

  test('is for an administrator in person', async () => {
    const input = { entityId: work.loop.organization.usEntityId, percent: '1', amount: '1.00', reason: 'x' };
    await expect(setTolerance({ ctx: work.approver, input })).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    const machine: Ctx = { ...ada, actor: { kind: 'api_key', id: 'key_1', name: 'n8n' } };
    await expect(setTolerance({ ctx: machine, input })).rejects.toMatchObject({
      code: 'approval.person_required',
    });
  });
});

test('no sequence of changes ends in an issued total further from what people approved than the tolerance', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1480, max: 1520 }) },
    { weight: 1, arbitrary: fc.constant('approve' as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const { id, invoiceId } = await approved();
      let approvedMinor = (await rowOf(invoiceId)).payableMinor;
      const approve = async (): Promise<void> => {
        if ((await rowOf(invoiceId)).documentStatus !== 'pending_approval') return;
        await work.decide(work.approver, invoiceId);
        approvedMinor = (await rowOf(invoiceId)).payableMinor;
      };
      for (const next of steps) {
        if (next === 'approve') await approve();
        else await told(id, `${Math.trunc(next / 100)}.${String(next % 100).padStart(2, '0')}`);
      }
      const before = await rowOf(invoiceId);
      if (before.documentStatus !== 'approved') {
        await expect(issue(invoiceId)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
        return;
      }
      await issue(invoiceId);
      const { payableMinor } = await rowOf(invoiceId);
      const change = payableMinor - approvedMinor;
      expect(change < 0n ? -change : change).toBeLessThanOrEqual(2000n);
      const decisions = await decisionsOf(invoiceId);
      expect(decisions.at(-1)).toMatchObject({ decision: 'approved', contentHash: before.contentHash });
    }),
    { numRuns: 12 },
  );
}, 120_000);
