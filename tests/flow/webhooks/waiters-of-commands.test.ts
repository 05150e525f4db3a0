import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideApproval } from '../../../runtime/src/flow/approve/decide-approval.ts';
import { withdrawRequest } from '../../../runtime/src/flow/approve/withdraw-request.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { addWaiter } from '../../../runtime/src/flow/webhooks/add-waiter.ts';
import { joinFinance, ruleOf, workOnRules } from '../rules/support/work-on-rules.ts';
import { createWebhookLoop, type WebhookLoop } from './support/create-webhook-loop.ts';

let loop: WebhookLoop;
let deal = 900;

beforeAll(async () => {
  loop = await createWebhookLoop();
  loop.receiver.answer(() => ({ status: 200 }));
  const tomo = await joinFinance(loop, 'Tomo');
  const rules = workOnRules(loop, () => tomo);
  await rules.publish(
    await rules.draft((before) => [...before, { ...ruleOf('voids', 'true'), command: 'void' }]),
  );
});
afterAll(() => loop.close());

/** An issued invoice whose void waits for its approver, with a flow that waits for it. */
async function heldVoid() {
  deal += 1;
  const id = String(deal);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  const invoiceId = (await loop.invoices()).at(-1)?.id ?? '';
  const ran = await voidInvoice({ ctx: loop.organization.author, input: { invoiceId, reason: 'Wrong.' } });
  if (ran.state !== 'held') throw new Error('the rule holds it');
  const resumeUrl = `${loop.receiver.origin}/webhook-waiting/${id}?signature=secret-of-the-flow`;
  return {
    invoiceId,
    wait: () => addWaiter({ ctx: loop.admin, input: { invoiceId, resumeUrl } }),
    decide: (decision: 'approved' | 'rejected') =>
      decideApproval({
        ctx: loop.organization.approver,
        input: { invoiceId, requestId: ran.approvalId, decision, reason: 'Seen.' },
      }),
    answers: () => loop.receivedAt(resumeUrl).map(({ body }) => JSON.parse(body)),
  };
}

it.each(['approved', 'rejected'] as const)(
  'a flow that waits for a held command is told once that it is %s',
  async (decision) => {
    const flow = await heldVoid();
    expect((await flow.wait()).state).toBe('waiting');
    await flow.decide(decision);
    await loop.runDue();
    expect(flow.answers()).toMatchObject([{ decision, reason: 'Seen.', decidedBy: { name: 'Ken' } }]);
    expect(await flow.wait()).toMatchObject({ state: 'decided', decision, reason: 'Seen.' });
  },
);

it('a command that is taken back is told as returned', async () => {
  const flow = await heldVoid();
  await flow.wait();
  const input = { invoiceId: flow.invoiceId, reason: 'No need.' };
  await withdrawRequest({ ctx: loop.organization.author, input });
  await loop.runDue();
  expect(flow.answers()).toMatchObject([{ decision: 'returned', reason: 'No need.' }]);
  expect(await flow.wait()).toMatchObject({ state: 'decided', decision: 'returned' });
});
