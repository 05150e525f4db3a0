import type { Workflow, WorkflowNode } from '../../../runtime/src/demo/n8n/example-workflows.ts';

/** A node as a test names it; ids and positions are made. */
export type NodeSketch = Partial<WorkflowNode> & {
  name: string;
  type: string;
  typeVersion?: number;
  onError?: 'continueRegularOutput';
  alwaysOutputData?: boolean;
  executeOnce?: boolean;
  webhookId?: string;
};

/** Name of the trigger of `buildWorkflow`. */
export const START = 'Start';

/** A trigger by hand that gives these items, and nodes in a row behind it. */
export function buildWorkflow(items: Record<string, unknown>[], sketches: NodeSketch[]): Workflow {
  const row: NodeSketch[] = [{ name: START, type: 'n8n-nodes-base.manualTrigger' }, ...sketches];
  return { ...inARow(row), pinData: { [START]: items.map((json) => ({ json })) } };
}

/** Nodes in a row, each fed by the one before it; the first one starts it. */
export function inARow(sketches: NodeSketch[]): Workflow {
  const nodes = sketches.map((sketch, index) => ({
    id: crypto.randomUUID(),
    typeVersion: 1,
    position: [index * 220, 0],
    parameters: {},
    ...sketch,
  }));
  const connections = Object.fromEntries(
    nodes
      .slice(0, -1)
      .map((node, index) => [
        node.name,
        { main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
      ]),
  );
  return { name: `Test ${crypto.randomUUID().slice(0, 8)}`, nodes, connections };
}

/** A Seikyu node that works with a saved credential. */
export function seikyuNode(
  { type, id, name }: { type: string; id: string; name: string },
  parameters: Record<string, unknown>,
): NodeSketch {
  return {
    name: 'Seikyu',
    type: 'n8n-nodes-seikyu.seikyu',
    parameters,
    credentials: { [type]: { id, name } },
  };
}
