import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEALS } from '../../runtime/src/demo/sample-crm.ts';
import { buildWorkflow, START, seikyuNode } from './support/build-workflow.ts';
import { itemsOf, openExecutions } from './support/executions.ts';
import { openSharedN8n } from './support/open-shared-n8n.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage(await openSharedN8n());
});

afterAll(() => stage.stop());

test('Credit that is run twice drafts one credit note, and the second run gives the first one', async () => {
  const { id } = await stage.win(DEALS.platform.id, 'sent');
  const executions = await openExecutions(stage.n8n);
  const workflow = await executions.add(
    buildWorkflow(
      [{ id }],
      [
        seikyuNode(stage.credential, {
          resource: 'invoice',
          operation: 'credit',
          invoice: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
          reason: 'One hour too many',
          lines: { line: [{ position: 1, quantity: '', amount: '10.00' }] },
        }),
      ],
    ),
  );
  const outcomes: unknown[] = [];
  const drafted = new Set<unknown>();
  for (const _run of ['first', 'second']) {
    const execution = await executions.ended(await executions.start(workflow, START));
    expect(execution.data.resultData.error).toBeUndefined();
    for (const { json } of itemsOf(execution, 'Seikyu')) {
      outcomes.push(json['outcome']);
      drafted.add(json['id']);
    }
  }
  expect(outcomes).toEqual(['drafted', 'drafted_already']);
  expect(drafted.size).toBe(1);
});
