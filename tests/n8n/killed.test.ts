import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freePort } from '../../runtime/src/demo/free-port.ts';
import { openN8nSession } from '../../runtime/src/demo/n8n/open-n8n-session.ts';
import { type RunningN8n, startN8n } from '../../runtime/src/demo/n8n/start-n8n.ts';
import { DEALS } from '../../runtime/src/demo/sample-crm.ts';
import { approvalWorkflow } from './support/approval-workflow.ts';
import { START } from './support/build-workflow.ts';
import { decideInBrowser } from './support/decide-in-browser.ts';
import { itemsOf, openExecutions } from './support/executions.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let userFolder: string;
let port: number;
let n8n: RunningN8n;
let stage: Stage | undefined;

const start = (): Promise<RunningN8n> => startN8n({ ...inject('n8n'), userFolder, port });

beforeAll(async () => {
  const prepared = inject('n8n');
  userFolder = await mkdtemp(join(tmpdir(), 'seikyu-n8n-killed-'));
  await cp(prepared.userFolder, userFolder, { recursive: true });
  port = await freePort(0);
  n8n = await start();
  stage = await startStage(await openN8nSession(n8n.url, prepared.owner));
});

afterAll(async () => {
  await n8n.stop();
  await stage?.stop();
  await rm(userFolder, { recursive: true, force: true });
});

test('n8n killed with SIGKILL while a workflow waits: after a restart the decision lets it go on to the end', async () => {
  if (stage === undefined) throw new Error('the stage did not start');
  const executions = await openExecutions(stage.n8n);
  const invoice = await stage.win(DEALS.largeDiscount.id, 'pending_approval');
  const workflow = await executions.add(approvalWorkflow(stage.credential, invoice.id));
  const executionId = await executions.start(workflow, START);
  expect(await executions.settled(executionId)).toMatchObject({ status: 'waiting' });
  await n8n.kill();
  n8n = await start();
  expect(await executions.settled(executionId)).toMatchObject({ status: 'waiting' });
  await decideInBrowser(stage, { invoiceId: invoice.id, decision: 'rejected', reason: 'Too much discount' });
  const ended = await executions.ended(executionId);
  expect(ended.status).toBe('success');
  expect(itemsOf(ended, 'Go on').map(({ json }) => json)).toMatchObject([
    { decision: 'rejected', isApproved: false, reason: 'Too much discount' },
  ]);
});
