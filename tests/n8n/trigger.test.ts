import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../runtime/src/demo/hub-client.ts';
import { DEALS } from '../../runtime/src/demo/sample-crm.ts';
import { inARow } from './support/build-workflow.ts';
import { type Executions, itemsOf, openExecutions, type SavedWorkflow } from './support/executions.ts';
import { openSharedN8n } from './support/open-shared-n8n.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let stage: Stage;
let executions: Executions;
let workflow: SavedWorkflow;

beforeAll(async () => {
  const n8n = await openSharedN8n();
  [stage, executions] = await Promise.all([startStage(n8n), openExecutions(n8n)]);
  const { type, id, name } = stage.credential;
  workflow = await executions.add(
    inARow([
      {
        name: 'Seikyu Trigger',
        type: 'n8n-nodes-seikyu.seikyuTrigger',
        parameters: { events: ['invoice.issued'] },
        credentials: { [type]: { id, name } },
        webhookId: crypto.randomUUID(),
      },
      { name: 'Go on', type: 'n8n-nodes-base.noOp' },
    ]),
  );
});

afterAll(() => stage.stop());

type Endpoint = { id: string; url: string; eventTypes: string[] | null; state: string };

/** The endpoints as an administrator sees them. */
async function endpoints(): Promise<Endpoint[]> {
  const answer = await fetch(`${stage.real.hub.url}/v1/webhook-endpoints`, {
    headers: { authorization: `Bearer ${stage.real.settings.organization.authorKey}` },
  });
  return ((await answer.json()) as { items: Endpoint[] }).items;
}

/** n8n answers an activation before the trigger has made its endpoint. */
const oneEndpoint = () =>
  waitFor('the endpoint of the trigger', async () => {
    const [endpoint] = await endpoints();
    return endpoint;
  });

test('an activated trigger has one endpoint in the hub, for its events and at its own address', async () => {
  await executions.activate(workflow);
  expect(await oneEndpoint()).toMatchObject({
    url: expect.stringContaining(`${stage.n8n.url}/webhook/`),
    eventTypes: ['invoice.issued'],
    state: 'active',
  });
  expect(await endpoints()).toHaveLength(1);
});

test('an event of the hub starts one execution with the event as its item, and other events start none', async () => {
  const invoice = await stage.win(DEALS.platform.id, 'sent');
  const [execution] = await waitFor('the execution', async () => {
    const started = await executions.of(workflow);
    return started.length === 0 ? undefined : started;
  });
  const ended = await executions.ended(execution?.id ?? '');
  expect(ended.status).toBe('success');
  expect(itemsOf(ended, 'Go on').map(({ json }) => json)).toMatchObject([
    { type: 'invoice.issued', invoiceId: invoice.id, eventId: expect.stringMatching(/^evt_/) },
  ]);
  expect(await executions.of(workflow)).toHaveLength(1);
});

test.each([
  ['a wrong signature', { 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` }],
  ['no signature', {}],
])('a call with %s is answered with 401 and starts nothing', async (_name, signature) => {
  const { url } = await oneEndpoint();
  const before = (await executions.of(workflow)).length;
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'evt_forged',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      ...signature,
    },
    body: JSON.stringify({ type: 'invoice.issued', data: { invoiceId: 'inv_forged' } }),
  });
  expect(answer.status).toBe(401);
  expect(await executions.of(workflow)).toHaveLength(before);
});

test('a deactivated trigger takes its endpoint away', async () => {
  await executions.deactivate(workflow);
  await waitFor('the endpoint to be gone', async () => ((await endpoints()).length === 0 ? true : undefined));
});
