import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHubKey } from '../../runtime/src/demo/n8n/hub-key.ts';
import { buildWorkflow, START, seikyuNode } from './support/build-workflow.ts';
import { type Executions, itemsOf, openExecutions } from './support/executions.ts';
import { openSharedN8n } from './support/open-shared-n8n.ts';
import { startReceiver } from './support/start-receiver.ts';
import { type SavedCredential, type Stage, saveCredential, startStage } from './support/start-stage.ts';

let stage: Stage;
let executions: Executions;

beforeAll(async () => {
  const n8n = await openSharedN8n();
  [stage, executions] = await Promise.all([startStage(n8n), openExecutions(n8n)]);
});

afterAll(() => stage.stop());

const GET_MANY = { resource: 'customer', operation: 'getMany' };

/** Runs one Seikyu node over as many items, and returns how it ended. */
async function run(input: {
  credential: SavedCredential;
  parameters: Record<string, unknown>;
  items?: Record<string, unknown>[];
  isGoingOn?: boolean;
}) {
  const node = seikyuNode(input.credential, input.parameters);
  const going = input.isGoingOn === true ? ({ onError: 'continueRegularOutput' } as const) : {};
  return executions.run(buildWorkflow(input.items ?? [{}], [{ ...node, ...going }]), START);
}

const keyWith = async (permissions: ('read' | 'ingest')[]): Promise<SavedCredential> => {
  const { authorKey: adminKey } = stage.real.settings.organization;
  const hubUrl = stage.real.hub.url;
  const apiKey = await createHubKey({ hubUrl, adminKey, name: `test ${randomUUID()}`, permissions });
  return saveCredential(stage.n8n, hubUrl, apiKey);
};

/** Revokes it as the author, who may. */
async function revoke({ apiKey }: SavedCredential): Promise<void> {
  const { authorKey } = stage.real.settings.organization;
  const headers = { authorization: `Bearer ${authorKey}` };
  const list = await fetch(`${stage.real.hub.url}/v1/api-keys`, { headers });
  const { items } = (await list.json()) as { items: { id: string; prefix: string }[] };
  const id = items.find(({ prefix }) => apiKey.startsWith(prefix))?.id;
  const answer = await fetch(`${stage.real.hub.url}/v1/api-keys/${id}`, { method: 'DELETE', headers });
  expect(answer.status).toBe(204);
}

test('a revoked key and one that is too narrow end in different errors, and each says how to get on', async () => {
  const revoked = await keyWith(['read']);
  await revoke(revoked);
  const narrow = await keyWith(['ingest']);
  const byRevoked = await run({ credential: revoked, parameters: GET_MANY });
  const byNarrow = await run({ credential: narrow, parameters: GET_MANY });
  expect([byRevoked.status, byNarrow.status]).toEqual(['error', 'error']);
  expect(byRevoked.data.resultData.error).toMatchObject({
    httpCode: '401',
    description: expect.stringContaining('auth.invalid'),
  });
  expect(byNarrow.data.resultData.error).toMatchObject({
    httpCode: '403',
    description: expect.stringContaining('auth.scope_missing'),
  });
  expect(byNarrow.data.resultData.error?.description).toContain('too narrow');
});

test('a node that goes on gives one item per input: an error for the refused one, the answer for the others', async () => {
  const [first] = (await stage.hub<{ items: { id: string }[] }>('/v1/products')).items;
  const execution = await run({
    credential: stage.credential,
    parameters: {
      resource: 'product',
      operation: 'get',
      product: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
    },
    items: [{ id: first?.id }, { id: 'prd_nobody' }, { id: first?.id }],
    isGoingOn: true,
  });
  expect(execution.status).toBe('success');
  const items = itemsOf(execution, 'Seikyu');
  expect(items.map(({ json }) => json['id'] ?? 'refused')).toEqual([first?.id, 'refused', first?.id]);
  expect(items[1]?.json).toEqual({
    error: 'There is no such product.',
    details: { code: 'record.not_found', page: expect.stringMatching(/\/docs\/errors\/record\.not_found$/) },
  });
});

test('a hub that stops while a workflow runs: the next node says so, and how to get on', async () => {
  const stopper = await startReceiver(async () => {
    await stage.real.hub.stop();
  });
  const seikyu = seikyuNode(stage.credential, GET_MANY);
  const execution = await executions.run(
    buildWorkflow(
      [{}],
      [
        { ...seikyu, name: 'Before', alwaysOutputData: true },
        {
          name: 'Stop the hub',
          type: 'n8n-nodes-base.httpRequest',
          typeVersion: 4.2,
          parameters: { method: 'POST', url: stopper.url, options: {} },
          executeOnce: true,
        },
        seikyu,
      ],
    ),
    START,
  );
  await stopper.stop();
  expect(stopper.bodies).toHaveLength(1);
  expect(execution.data.resultData.runData['Before']?.[0]?.error).toBeUndefined();
  expect(execution.data.resultData).toMatchObject({
    lastNodeExecuted: 'Seikyu',
    error: {
      message: expect.stringContaining('cannot be reached'),
      description: expect.stringContaining('Nothing is done twice'),
    },
  });
});

test('with the hub gone, a node that goes on gives an error item for each of its inputs', async () => {
  const execution = await run({
    credential: stage.credential,
    parameters: GET_MANY,
    items: [{}, {}, {}],
    isGoingOn: true,
  });
  expect(execution.status).toBe('success');
  const unreachable = {
    error: expect.stringContaining('cannot be reached'),
    details: { code: 'hub.unreachable' },
  };
  expect(itemsOf(execution, 'Seikyu').map(({ json }) => json)).toEqual([
    unreachable,
    unreachable,
    unreachable,
  ]);
});
