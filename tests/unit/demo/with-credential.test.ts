import { expect, test } from 'vitest';
import { type Workflow, withCredential } from '../../../runtime/src/demo/n8n/example-workflows.ts';

const node = (name: string, credentials?: Workflow['nodes'][number]['credentials']) => ({
  id: name,
  name,
  type: 'n8n-nodes-base.noOp',
  parameters: {},
  ...(credentials === undefined ? {} : { credentials }),
});

test('a saved credential goes into the nodes that ask for its type, and into no other', () => {
  const slack = { slackApi: { id: 'own', name: 'Slack' } };
  const workflow: Workflow = {
    name: 'Example',
    connections: {},
    nodes: [
      node('hub', { seikyuApi: { id: 'placeholder', name: 'Seikyu' } }),
      node('chat', slack),
      node('none'),
    ],
  };
  const bound = withCredential(workflow, { type: 'seikyuApi', id: '7', name: 'Seikyu (demo)' });
  expect(bound.nodes.map(({ credentials }) => credentials)).toEqual([
    { seikyuApi: { id: '7', name: 'Seikyu (demo)' } },
    slack,
    undefined,
  ]);
});
