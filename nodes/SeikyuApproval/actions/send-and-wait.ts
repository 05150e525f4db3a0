import {
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
  NodeOperationError,
  WAIT_INDEFINITELY,
} from 'n8n-workflow';
import { readCollection } from '../../fields/read-fields';
import { commandInvoice } from '../../Seikyu/actions/invoice/command-invoice';
import { fetchInvoice, findInvoiceId } from '../../Seikyu/actions/invoice/find-invoice';
import { simplifyInvoice } from '../../Seikyu/actions/invoice/simplify-invoice';
import { readDecision } from '../decision';

const HOUR_MS = 3_600_000;

/**
 * Submits the invoice where it is still a draft, and lets the execution wait until people have decided in the hub. An
 * invoice that was decided already goes on at once. Throws `NodeOperationError` for more than one item: n8n can let an
 * execution wait for one thing only.
 */
export async function sendAndWait(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
  const itemCount = context.getInputData().length;
  if (itemCount > 1) {
    throw new NodeOperationError(
      context.getNode(),
      `One execution waits for one approval, and ${itemCount} items came`,
      {
        description: 'Put a "Loop Over Items" node with a batch size of 1 before this node.',
        itemIndex: 1,
      },
    );
  }
  const invoiceId = await findInvoiceId(context, 0);
  const invoice = await submitDraft(context, invoiceId);
  const answer = await commandInvoice(context, 0, {
    invoiceId,
    name: 'waiters',
    // The URL is signed with its query: whoever calls it cannot make it speak of another invoice.
    body: { resumeUrl: context.getSignedResumeUrl({ invoiceId }) },
    doing: 'asking the hub to call back after the decision',
  });
  const shown = simplifyInvoice(invoice);
  const decision = readDecision(answer);
  if (decision !== undefined) return [outputOf({ ...shown, ...decision })];
  const { pageUrl, approvalId } = answer;
  context.customData.set('seikyuApprovalPage', String(pageUrl));
  await context.putExecutionToWait(waitTillOf(context));
  return [outputOf({ ...shown, state: 'waiting', isApproved: false, approvalId, pageUrl })];
}

async function submitDraft(context: IExecuteFunctions, invoiceId: string): Promise<IDataObject> {
  const invoice = await fetchInvoice(context, invoiceId, 0);
  if ((invoice.document as IDataObject).status !== 'draft') return invoice;
  const { reason } = readCollection(context, 'options', 0);
  await commandInvoice(context, 0, {
    invoiceId,
    name: 'submit',
    body: reason === undefined ? {} : { reason },
    doing: 'submitting the invoice',
  });
  return await fetchInvoice(context, invoiceId, 0);
}

function waitTillOf(context: IExecuteFunctions): Date {
  const { waitHours = 0 } = context.getNodeParameter('options', 0, {}) as { waitHours?: number };
  return waitHours > 0 ? new Date(Date.now() + waitHours * HOUR_MS) : WAIT_INDEFINITELY;
}

const outputOf = (json: IDataObject): INodeExecutionData => ({ json, pairedItem: { item: 0 } });
