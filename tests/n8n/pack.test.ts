import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEALS } from '../../runtime/src/demo/sample-crm.ts';
import { openSharedN8n } from './support/open-shared-n8n.ts';
import { type Stage, startStage } from './support/start-stage.ts';

const NODE = 'n8n-nodes-seikyu.seikyu';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage(await openSharedN8n());
});

afterAll(() => stage.stop());

test('n8n loads the four nodes, and makes tools and a human review for agents of them', async () => {
  const { url, cookie } = stage.n8n;
  const response = await fetch(`${url}/types/nodes.json`, { headers: { cookie, 'browser-id': 'seikyu' } });
  const types = (await response.json()) as { name: string }[];
  expect(types.map(({ name }) => name).filter((name) => name.startsWith('n8n-nodes-seikyu.'))).toEqual(
    expect.arrayContaining([
      NODE,
      `${NODE}Tool`,
      `${NODE}Approval`,
      `${NODE}ApprovalTool`,
      `${NODE}ApprovalHitlTool`,
      `${NODE}Mapping`,
      `${NODE}MappingTool`,
      `${NODE}Trigger`,
    ]),
  );
});

/** What n8n's button "Test" answers for a credential with this key. */
const testCredential = (apiKey: string) => {
  const { id, name, type } = stage.credential;
  const data = { baseUrl: stage.real.hub.url, apiKey };
  return stage.n8n.rest<{ status: string; message: string }>('POST', '/credentials/test', {
    credentials: { id, name, type, data },
  });
};

test('the credential test is green with a key of the hub', async () => {
  expect(await testCredential(stage.credential.apiKey)).toMatchObject({ status: 'OK' });
});

test('the credential test is red with a key that the hub does not know', async () => {
  expect(await testCredential('seikyu_live_unknown')).toMatchObject({ status: 'Error' });
});

/** What "From List" shows. */
async function listOf(methodName: string, filter?: string): Promise<{ name: string; value: string }[]> {
  const { id, name } = stage.credential;
  const { results } = await stage.n8n.rest<{ results: { name: string; value: string }[] }>(
    'POST',
    '/dynamic-node-parameters/resource-locator-results',
    {
      path: 'parameters.invoice',
      nodeTypeAndVersion: { name: NODE, version: 1 },
      currentNodeParameters: { resource: 'invoice', operation: 'get' },
      credentials: { seikyuApi: { id, name } },
      methodName,
      ...(filter === undefined ? {} : { filter }),
    },
  );
  return results;
}

test('the lists to choose from show what the hub holds, and find by what is typed', async () => {
  const invoice = await stage.win(DEALS.platform.id, 'sent');
  expect(await listOf('searchInvoices')).toEqual([
    { name: expect.stringContaining(invoice.number ?? ''), value: invoice.id },
  ]);
  expect(await listOf('searchInvoices', 'nobody has this')).toEqual([]);
  expect(await listOf('searchCustomers', 'northwind')).toEqual([
    { name: expect.stringContaining('Northwind Robotics'), value: expect.stringMatching(/^cus_/) },
  ]);
  expect(await listOf('searchDeals', 'platform rollout')).toHaveLength(1);
  expect((await listOf('searchProducts')).map(({ name }) => name.split(' ')[0]).sort()).toEqual([
    'API-P',
    'ONBOARD',
    'PLAT-Y',
    'TEA-BOX',
  ]);
});
