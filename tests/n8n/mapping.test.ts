import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../runtime/src/demo/hub-client.ts';
import { createHubKey } from '../../runtime/src/demo/n8n/hub-key.ts';
import { buildWorkflow, START, seikyuNode } from './support/build-workflow.ts';
import { itemsOf, openExecutions } from './support/executions.ts';
import { openSharedN8n } from './support/open-shared-n8n.ts';
import { type Stage, saveCredential, startStage } from './support/start-stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage(await openSharedN8n());
});

afterAll(() => stage.stop());

type Customer = { id: string; customer: Record<string, unknown> };

/** A key that may read which fields a mapping has, which the key of a flow may not. */
const mappersKey = () =>
  createHubKey({
    hubUrl: stage.real.hub.url,
    adminKey: stage.real.settings.organization.authorKey,
    name: 'n8n with mappings',
    permissions: ['read', 'ingest', 'mappings'],
  });

test('a preview shows what the live mapping makes of each item, and why it refuses one', async () => {
  const { type, id, name } = stage.credential;
  const company = { id: '8101', properties: { name: 'Northwind Robotics', country: 'United States' } };
  const executions = await openExecutions(stage.n8n);
  const execution = await executions.run(
    buildWorkflow(
      [company, { id: '8102' }],
      [
        {
          name: 'Preview',
          type: 'n8n-nodes-seikyu.seikyuMapping',
          parameters: {
            resource: 'mapping',
            operation: 'preview',
            mapping: { __rl: true, mode: 'id', value: 'hubspot/company' },
            use: 'live',
          },
          credentials: { [type]: { id, name } },
        },
      ],
    ),
    START,
  );
  expect(execution.status).toBe('success');
  const [made, refused] = itemsOf(execution, 'Preview').map(({ json }) => json);
  expect(made).toMatchObject({
    ok: true,
    record: { name: 'Northwind Robotics' },
    writes: expect.arrayContaining([
      expect.objectContaining({
        to: 'name',
        reads: [{ place: 'properties.name', value: 'Northwind Robotics' }],
      }),
    ]),
  });
  expect(refused).toMatchObject({
    ok: false,
    record: null,
    findings: expect.arrayContaining([expect.objectContaining({ code: 'mapping.refused' })]),
  });
});

test('Mapped Below offers the fields that the mapping reads, and what is filled in there arrives and is mapped', async () => {
  const { type, id, name } = await saveCredential(stage.n8n, stage.real.hub.url, await mappersKey());
  const parameters = {
    resource: 'record',
    operation: 'send',
    system: 'csv',
    object: 'customer',
    idFrom: 'field',
    idField: 'id',
    recordFrom: 'fields',
  };
  // As the editor asks when the panel of the node is opened.
  const { fields } = await stage.n8n.rest<{ fields: { id: string; type: string }[] }>(
    'POST',
    '/dynamic-node-parameters/resource-mapper-fields',
    {
      path: 'parameters.fields',
      methodName: 'getSourceFields',
      nodeTypeAndVersion: { name: 'n8n-nodes-seikyu.seikyu', version: 1 },
      currentNodeParameters: parameters,
      credentials: { [type]: { id, name } },
    },
  );
  expect(fields.map((field) => field.id)).toEqual(expect.arrayContaining(['id', 'name', 'country', 'email']));

  const executions = await openExecutions(stage.n8n);
  const value = {
    id: '={{ $json.no }}',
    name: '={{ $json.company.title }}',
    country: '={{ $json.company.land }}',
    email: null,
  };
  const execution = await executions.run(
    buildWorkflow(
      [{ no: 'N8N-1', company: { title: 'Ｈａｒｂｏｒ　Works', land: 'Deutschland' } }],
      [
        seikyuNode(
          { type, id, name },
          { ...parameters, fields: { mappingMode: 'defineBelow', value, schema: fields } },
        ),
      ],
    ),
    START,
  );
  expect(execution.data.resultData.error).toBeUndefined();
  expect(itemsOf(execution, 'Seikyu').map(({ json }) => json)).toEqual([
    { status: 'accepted', externalId: 'N8N-1' },
  ]);
  const customer = await waitFor('the customer to be mapped', async () => {
    const { items } = await stage.hub<{ items: Customer[] }>('/v1/customers?query=N8N-1');
    return items[0];
  });
  expect(customer.customer).toEqual({ externalKey: 'N8N-1', name: 'Harbor Works', country: 'DE' });

  const lineage = await executions.run(
    buildWorkflow(
      [{ id: customer.id }],
      [
        seikyuNode(stage.credential, {
          resource: 'record',
          operation: 'getLineage',
          kind: 'customer',
          recordId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
          path: '/country',
        }),
      ],
    ),
    START,
  );
  expect(itemsOf(lineage, 'Seikyu').map(({ json }) => json)).toMatchObject([
    {
      value: 'DE',
      steps: [
        { kind: 'mapped', mapping: { system: 'csv', object: 'customer' }, from: ['country'] },
        {
          kind: 'received',
          externalId: 'N8N-1',
          fields: [{ place: 'country', value: 'Deutschland' }],
        },
      ],
    },
  ]);
});
