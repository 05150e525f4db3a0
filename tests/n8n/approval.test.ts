import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEALS } from '../../runtime/src/demo/sample-crm.ts';
import { approvalWorkflow } from './support/approval-workflow.ts';
import { START } from './support/build-workflow.ts';
import { decideInBrowser } from './support/decide-in-browser.ts';
import { type Executions, itemsOf, openExecutions } from './support/executions.ts';
import { openSharedN8n } from './support/open-shared-n8n.ts';
import { type Stage, saveCredential, startStage } from './support/start-stage.ts';
import { startTap, type Tap } from './support/start-tap.ts';

let stage: Stage;
let executions: Executions;
let tap: Tap;

beforeAll(async () => {
  const n8n = await openSharedN8n();
  [stage, executions] = await Promise.all([startStage(n8n), openExecutions(n8n)]);
  tap = await startTap(stage.real.hub.url);
});

afterAll(async () => {
  await tap.stop();
  await stage.stop();
});

test('a workflow waits for a person, and neither a visit nor a forged call of its address decides anything', async () => {
  const invoice = await stage.win(DEALS.largeDiscount.id, 'pending_approval');
  const credential = await saveCredential(stage.n8n, tap.url, stage.credential.apiKey);
  const workflow = await executions.add(approvalWorkflow(credential, invoice.id));
  const executionId = await executions.start(workflow, START);
  expect(await executions.settled(executionId)).toMatchObject({ status: 'waiting' });

  const asked = tap.requests.find(({ path }) => path.endsWith('/waiters'));
  const { resumeUrl } = JSON.parse(asked?.body ?? '{}') as { resumeUrl: string };
  expect(resumeUrl).toContain(`${stage.n8n.url}/webhook-waiting/`);
  const visit = await fetch(resumeUrl);
  expect([visit.status, await visit.text()]).toEqual([
    200,
    expect.stringContaining('Nothing is decided here'),
  ]);
  const { items } = await stage.hub<{ items: { id: string }[] }>('/v1/approvals');
  const forged = await fetch(resumeUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invoiceId: invoice.id, approvalId: items[0]?.id, decision: 'approved' }),
  });
  expect(forged.status).toBe(409);
  expect(await executions.settled(executionId)).toMatchObject({ status: 'waiting' });

  await decideInBrowser(stage, { invoiceId: invoice.id, decision: 'approved', reason: 'Agreed with sales' });
  const ended = await executions.ended(executionId);
  expect(ended.status).toBe('success');
  expect(itemsOf(ended, 'Go on').map(({ json }) => json)).toMatchObject([
    {
      id: invoice.id,
      decision: 'approved',
      isApproved: true,
      reason: 'Agreed with sales',
      decidedBy: 'Ken Ito',
    },
  ]);
});

test('an invoice that the default row approved is not waited for', async () => {
  const invoice = await stage.win(DEALS.platform.id, 'sent');
  const execution = await executions.run(approvalWorkflow(stage.credential, invoice.id), START);
  expect(execution.status).toBe('success');
  expect(itemsOf(execution, 'Go on').map(({ json }) => json)).toMatchObject([
    { state: 'decided', decision: 'approved', isApproved: true },
  ]);
});
