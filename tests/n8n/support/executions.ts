import { setTimeout as pause } from 'node:timers/promises';
import type { Workflow } from '../../../runtime/src/demo/n8n/example-workflows.ts';
import type { N8nSession } from '../../../runtime/src/demo/n8n/open-n8n-session.ts';

const WAIT_MAX_MS = 90_000;
const LOOK_EVERY_MS = 50;

/** An execution as n8n's public API tells of it. */
export type Execution = {
  id: string;
  status: 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled';
  mode: string;
  startedAt: string;
  stoppedAt: string | null;
  data: {
    resultData: {
      error?: NodeError;
      lastNodeExecuted?: string;
      runData: Record<string, { data?: { main: (Item[] | null)[] }; error?: NodeError }[]>;
    };
  };
};

/** An item that a node gave on. */
export type Item = {
  json: Record<string, unknown>;
  binary?: Record<string, { fileName?: string; mimeType: string }>;
};

/** What n8n shows of a failed node. */
export type NodeError = { message: string; description?: string | null; httpCode?: string };

/** The workflows and executions of an n8n. */
export type Executions = {
  /** Saves a workflow; nothing of it runs before it is activated or started. */
  add(workflow: Workflow): Promise<SavedWorkflow>;
  activate(workflow: SavedWorkflow): Promise<void>;
  deactivate(workflow: SavedWorkflow): Promise<void>;
  /** Starts a workflow at a trigger, as the editor's button does; returns the execution's id. */
  start(workflow: SavedWorkflow, trigger: string): Promise<string>;
  /** Saves a workflow, starts it at a trigger and waits until it has ended. */
  run(workflow: Workflow, trigger: string): Promise<Execution>;
  /** Waits until an execution stands still: it waits for somebody, or has ended. */
  settled(executionId: string): Promise<Execution>;
  /** Waits until an execution has ended. */
  ended(executionId: string): Promise<Execution>;
  /** Every execution of a workflow, newest first. */
  of(workflow: SavedWorkflow): Promise<Execution[]>;
};

/** A workflow that n8n knows. */
export type SavedWorkflow = { id: string; versionId: string };

/** Works with the owner's session, and with a key of n8n's public API, made here, for what only that tells in full. */
export async function openExecutions(n8n: N8nSession): Promise<Executions> {
  const { rawApiKey } = await n8n.rest<{ rawApiKey: string }>('POST', '/api-keys', {
    label: `tests ${crypto.randomUUID()}`,
    scopes: ['execution:read', 'execution:list'],
    expiresAt: null,
  });
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${n8n.url}/api/v1${path}`, { headers: { 'x-n8n-api-key': rawApiKey } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const until = async (id: string, isOver: (execution: Execution) => boolean): Promise<Execution> => {
    const deadline = Date.now() + WAIT_MAX_MS;
    for (;;) {
      const execution = await get<Execution>(`/executions/${id}?includeData=true`);
      if (isOver(execution)) return execution;
      if (Date.now() > deadline) throw new Error(`execution ${id} is still ${execution.status}`);
      await pause(LOOK_EVERY_MS);
    }
  };
  const add: Executions['add'] = (workflow) => n8n.rest('POST', '/workflows', { settings: {}, ...workflow });
  const start: Executions['start'] = async ({ id }, trigger) => {
    const body = { triggerToStartFrom: { name: trigger } };
    return (await n8n.rest<{ executionId: string }>('POST', `/workflows/${id}/run`, body)).executionId;
  };
  const ended: Executions['ended'] = (id) => until(id, hasEnded);
  return {
    add,
    activate: async ({ id, versionId }) => {
      await n8n.rest('POST', `/workflows/${id}/activate`, { versionId });
    },
    deactivate: async ({ id }) => {
      await n8n.rest('POST', `/workflows/${id}/deactivate`, {});
    },
    start,
    run: async (workflow, trigger) => ended(await start(await add(workflow), trigger)),
    settled: (id) => until(id, (execution) => execution.status === 'waiting' || hasEnded(execution)),
    ended,
    of: async ({ id }) =>
      (await get<{ data: Execution[] }>(`/executions?workflowId=${id}&includeData=true`)).data,
  };
}

const hasEnded = ({ status }: Execution): boolean => !['new', 'running', 'waiting'].includes(status);

/** What a node gave on at its last run in an execution, over all its outputs. */
export function itemsOf(execution: Execution, node: string): Item[] {
  return (execution.data.resultData.runData[node]?.at(-1)?.data?.main ?? []).flatMap((items) => items ?? []);
}
