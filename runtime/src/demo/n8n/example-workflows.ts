import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../../../docs/n8n/', import.meta.url));

/** A workflow as n8n exports it; what we never look at stays as it is. */
export type Workflow = {
  /** n8n keeps it where it is given. */
  id?: string;
  name: string;
  nodes: WorkflowNode[];
  connections: Record<string, unknown>;
  settings?: Record<string, unknown>;
  pinData?: Record<string, unknown>;
};

/** A node of a workflow. */
export type WorkflowNode = {
  id: string;
  name: string;
  type: string;
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string; name: string }>;
};

/** The example workflows of docs/n8n, by file name without its ending. */
export async function loadExampleWorkflows(): Promise<Map<string, Workflow>> {
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.json')).sort();
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Workflow]> => {
        return [basename(name, '.json'), JSON.parse(await readFile(join(EXAMPLES, name), 'utf8'))];
      }),
    ),
  );
}

/** The workflow with one saved credential in every node that asks for its type. */
export function withCredential(
  workflow: Workflow,
  credential: { type: string; id: string; name: string },
): Workflow {
  const { type, id, name } = credential;
  return {
    ...workflow,
    nodes: workflow.nodes.map((node) =>
      node.credentials?.[type] === undefined
        ? node
        : { ...node, credentials: { ...node.credentials, [type]: { id, name } } },
    ),
  };
}
