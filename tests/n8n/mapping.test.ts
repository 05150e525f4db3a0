import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWorkflow, START } from './support/build-workflow.ts';
import { itemsOf, openExecutions } from './support/executions.ts';
import { openSharedN8n } from './support/open-shared-n8n.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage(await openSharedN8n());
});

afterAll(() => stage.stop());

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
