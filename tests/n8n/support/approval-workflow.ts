import type { Workflow } from '../../../runtime/src/demo/n8n/example-workflows.ts';
import { buildWorkflow } from './build-workflow.ts';

/** Waits for the decision on an invoice, then goes on. */
export function approvalWorkflow(
  { type, id, name }: { type: string; id: string; name: string },
  invoiceId: string,
): Workflow {
  return buildWorkflow(
    [{ id: invoiceId }],
    [
      {
        name: 'Seikyu Approval',
        type: 'n8n-nodes-seikyu.seikyuApproval',
        parameters: {
          resource: 'approval',
          operation: 'sendAndWait',
          invoice: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
        },
        credentials: { [type]: { id, name } },
      },
      { name: 'Go on', type: 'n8n-nodes-base.noOp' },
    ],
  );
}
