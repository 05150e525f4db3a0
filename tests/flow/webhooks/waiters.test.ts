import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalRequests, approvalWaiters } from '../../../runtime/src/db/schema/index.ts';
import { decideApproval } from '../../../runtime/src/flow/approve/decide-approval.ts';
import { addWaiter } from '../../../runtime/src/flow/webhooks/add-waiter.ts';
import { waitingDeal } from '../../console/support/waiting-deal.ts';
import { seedOrganization } from '../../support/seed-organization.ts';
import { createWebhookLoop, type WebhookLoop } from './support/create-webhook-loop.ts';

let loop: WebhookLoop;
let deal = 500;

beforeAll(async () => {
  loop = await createWebhookLoop();
});
afterAll(() => loop.close());
beforeEach(() => {
  loop.receiver.answer(() => ({ status: 200 }));
});

/** An invoice that waits for its approver, with a flow that waits for it. */
async function waiting() {
  deal += 1;
  const dealId = String(deal);
  await loop.tellOf(waitingDeal(dealId));
  await loop.hub.drain();
  const invoiceId = (await loop.invoices()).at(-1)?.id ?? '';
  const resumeUrl = `${loop.receiver.origin}/webhook-waiting/${dealId}?signature=secret-of-the-flow`;
  const wait = () => addWaiter({ ctx: loop.admin, input: { invoiceId, resumeUrl } });
  return {
    dealId,
    invoiceId,
    resumeUrl,
    wait,
    answers: () => loop.receivedAt(resumeUrl).map(({ body }) => JSON.parse(body)),
    decide: async (decision: 'approved' | 'rejected', reason?: string) => {
      const [request] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
        tx.select().from(approvalRequests).where(eq(approvalRequests.invoiceId, invoiceId)),
      );
      await decideApproval({
        ctx: loop.organization.approver,
        input: {
          invoiceId,
          requestId: request?.id ?? '',
          decision,
          ...(reason === undefined ? {} : { reason }),
        },
      });
    },
  };
}

describe('a flow that waits', () => {
  it('is answered exactly when a person approves, once, with who, when and what', async () => {
    const flow = await waiting();
    const waiter = await flow.wait();
    expect(waiter).toMatchObject({
      state: 'waiting',
      pageUrl: `https://hub.example/invoices/${flow.invoiceId}`,
    });
    await loop.runDue();
    expect(flow.answers()).toEqual([]);
    loop.hub.clock.advance(60_000);
    await flow.decide('approved', 'As agreed.');
    await loop.runDue();
    const [row] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select().from(approvalRequests).where(eq(approvalRequests.invoiceId, flow.invoiceId)),
    );
    expect(flow.answers()).toEqual([
      {
        invoiceId: flow.invoiceId,
        approvalId: waiter.state === 'waiting' ? waiter.approvalId : '',
        decision: 'approved',
        reason: 'As agreed.',
        decidedBy: { kind: 'person', name: 'Ken' },
        decidedAt: loop.hub.clock.now().toISOString(),
        contentHash: row?.contentHash,
      },
    ]);
    await loop.hub.drain();
    expect(flow.answers()).toHaveLength(1);
  });

  it('is answered with a rejection and its reason', async () => {
    const flow = await waiting();
    await flow.wait();
    await flow.decide('rejected', 'The discount was not agreed.');
    await loop.runDue();
    expect(flow.answers()).toMatchObject([
      { decision: 'rejected', reason: 'The discount was not agreed.', decidedBy: { name: 'Ken' } },
    ]);
  });

  it('is answered with "returned" when the content changes', async () => {
    const flow = await waiting();
    await flow.wait();
    await loop.tellOf({
      id: flow.dealId,
      lines: [{ id: `${flow.dealId}-line`, sku: 'ONBOARD', discountPercent: '20' }],
    });
    await loop.hub.drain();
    expect(flow.answers()).toMatchObject([{ decision: 'returned' }]);
  });

  it('is answered with "discarded" when the deal is lost', async () => {
    const flow = await waiting();
    await flow.wait();
    await loop.tellOf({ ...waitingDeal(flow.dealId), stage: 'closedlost' });
    await loop.hub.drain();
    expect(flow.answers()).toMatchObject([{ decision: 'discarded' }]);
  });

  it('gets its answer by the whole schedule when it is down, and its address is forgotten once it has it', async () => {
    const flow = await waiting();
    await flow.wait();
    loop.receiver.answer(() => ({ status: 409 }));
    await flow.decide('approved');
    await loop.runDue();
    const resumeUrls = async () =>
      (
        await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
          tx.select().from(approvalWaiters).where(eq(approvalWaiters.invoiceId, flow.invoiceId)),
        )
      ).map(({ resumeUrl }) => resumeUrl);
    expect((await resumeUrls())[0]).not.toBeNull();
    loop.receiver.answer(() => ({ status: 200 }));
    loop.hub.clock.advance(6_000);
    await loop.runDue();
    expect(flow.answers()).toHaveLength(2);
    expect(flow.answers()[1]).toEqual(flow.answers()[0]);
    expect(await resumeUrls()).toEqual([null]);
  });

  it('whose n8n is down at the moment of the decision is answered once it is back; the decision stands meanwhile', async () => {
    const flow = await waiting();
    await flow.wait();
    await loop.receiver.goDown();
    await flow.decide('approved', 'As agreed.');
    await loop.runDue();
    const row = (await loop.invoices()).find(({ id }) => id === flow.invoiceId);
    expect([row?.documentStatus, flow.answers()]).toEqual(['approved', []]);
    await loop.receiver.comeBack();
    loop.hub.clock.advance(6_000);
    await loop.runDue();
    expect(flow.answers()).toMatchObject([{ decision: 'approved', reason: 'As agreed.' }]);
    const message = (await loop.deliveries()).find(({ invoiceId }) => invoiceId === flow.invoiceId);
    expect(message?.attempts.map(({ outcome }) => outcome)).toEqual(['unreachable', 'accepted']);
    // The flow has its answer: nothing is sent to it again.
    loop.hub.clock.advance(24 * 3_600_000);
    await loop.runDue();
    expect(flow.answers()).toHaveLength(1);
  });

  it('is one of several, and each of them is answered', async () => {
    const flow = await waiting();
    await Promise.all([flow.wait(), flow.wait(), flow.wait()]);
    await flow.decide('approved');
    await loop.runDue();
    expect(flow.answers()).toHaveLength(3);
  });
});

describe('a flow that comes late', () => {
  it('is told the decision at once', async () => {
    const approved = await waiting();
    await approved.decide('approved', 'Fine.');
    expect(await approved.wait()).toMatchObject({
      state: 'decided',
      decision: 'approved',
      approvalId: expect.stringMatching(/^apr_/),
      reason: 'Fine.',
      decidedBy: { kind: 'person', name: 'Ken' },
    });
    const rejected = await waiting();
    await rejected.decide('rejected', 'No.');
    expect(await rejected.wait()).toMatchObject({ state: 'decided', decision: 'rejected', reason: 'No.' });
  });

  it('is told that the default row approved it', async () => {
    const invoiceId = await loop.issued('590');
    const resumeUrl = `${loop.receiver.origin}/webhook-waiting/590`;
    expect(await addWaiter({ ctx: loop.admin, input: { invoiceId, resumeUrl } })).toMatchObject({
      state: 'decided',
      decision: 'approved',
      approvalId: null,
      decidedBy: { kind: 'rule_set' },
    });
  });

  it('waits or is told, whoever is faster, and never neither', async () => {
    const flow = await waiting();
    const [waiter] = await Promise.all([flow.wait(), flow.decide('approved')]);
    await loop.runDue();
    const told = waiter.state === 'decided' ? 1 : 0;
    expect(told + flow.answers().length).toBe(1);
  });
});

describe('a waiter is refused', () => {
  it('for a draft that nobody submitted', async () => {
    const flow = await waiting();
    await loop.hub.database.owner`
      update approval_requests set invoice_id = ${(await loop.invoices())[0]?.id ?? ''}, state = 'cancelled'
      where invoice_id = ${flow.invoiceId}`;
    await loop.hub.database.owner`update invoices set document_status = 'draft' where id = ${flow.invoiceId}`;
    await expect(flow.wait()).rejects.toMatchObject({ code: 'approval.not_requested' });
  });

  it('to somebody of another organization, as if there were no such invoice', async () => {
    const flow = await waiting();
    const stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
    const { invoiceId, resumeUrl } = flow;
    await expect(addWaiter({ ctx: stranger.author, input: { invoiceId, resumeUrl } })).rejects.toMatchObject({
      code: 'invoice.not_found',
    });
  });

  it('after twenty for one invoice', async () => {
    const flow = await waiting();
    for (let count = 0; count < 20; count += 1) await flow.wait();
    await expect(flow.wait()).rejects.toMatchObject({ code: 'webhook.limit_reached' });
  });
});
