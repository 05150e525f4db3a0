import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * The name of a request: the same for a retry of the same work, another one for other work. Execution and run belong
 * to it because a value that went and came back (A, B, A) must reach the hub a second time, also in a loop; that
 * nothing is made twice by another execution is the hub's part, which knows every content that it was given.
 */
export function idempotencyKeyOf(
  context: IExecuteFunctions,
  work: { path: string; place: number; body: unknown },
): string {
  const { $thisRunIndex } = context.getWorkflowDataProxy(0);
  const parts = [
    context.getInstanceId(),
    context.getWorkflow().id,
    context.getExecutionId(),
    context.getNode().id,
    $thisRunIndex,
    work.place,
    work.path,
    work.body,
  ];
  return `n8n-${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}

/**
 * The name of what a node asks for, the same in every execution of its workflow: for work that the hub knows again by no
 * content or id of its own.
 */
export function referenceOf(context: IExecuteFunctions, work: { path: string; body: unknown }): string {
  const parts = [
    context.getInstanceId(),
    context.getWorkflow().id,
    context.getNode().id,
    work.path,
    work.body,
  ];
  return `n8n-${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}
