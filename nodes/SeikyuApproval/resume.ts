import {
  type IDataObject,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeApiError,
} from 'n8n-workflow';
import { pathOf } from '../Seikyu/actions/invoice/find-invoice';
import { simplifyInvoice } from '../Seikyu/actions/invoice/simplify-invoice';
import { askHubForJson } from '../transport/hub-request';
import { fitsInvoice, readDecision } from './decision';
import { WAITING_PAGE } from './waiting-page';

/**
 * Lets the execution go on when the hub says that people have decided. Opening the address with a browser, or by a mail
 * scanner, decides nothing. The call is a hint: how the invoice stands is asked of the hub with the credential, so that
 * not even somebody who got hold of the address could approve.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const response = context.getResponseObject();
  const refuse = (status: number, text: string): IWebhookResponseData => {
    response.status(status).type('text/plain').send(text);
    return { noWebhookResponse: true };
  };
  if (context.getRequestObject().method !== 'POST') {
    response.status(200).type('text/html').send(WAITING_PAGE);
    return { noWebhookResponse: true };
  }
  const { invoiceId } = context.getQueryData() as { invoiceId?: string };
  const said = context.getBodyData();
  const decision = readDecision(said);
  if (invoiceId === undefined || said.invoiceId !== invoiceId || decision === undefined) {
    return refuse(400, 'This address is for the decision on another invoice.');
  }
  try {
    const invoice = await askHubForJson(context, {
      method: 'GET',
      path: pathOf(invoiceId),
      doing: 'confirming the decision',
    });
    if (!isWaitedFor(context, invoice)) return refuse(409, 'The workflow waits for another invoice.');
    if (!fitsInvoice(decision, invoice)) return refuse(409, 'The hub does not know of this decision.');
    const json = { ...simplifyInvoice(invoice), ...decision };
    return { webhookResponse: 'ok', workflowData: [[{ json, pairedItem: { item: 0 } }]] };
  } catch (error) {
    // The hub calls again after any answer that is no success: nothing is lost, and nothing is believed unseen.
    if (error instanceof NodeApiError)
      return refuse(503, `The decision could not be confirmed: ${error.message}`);
    throw new NodeApiError(context.getNode(), { message: String(error) });
  }
}

/** In a loop, a late call about the invoice before must not decide about the one that is waited for now. */
function isWaitedFor(context: IWebhookFunctions, invoice: IDataObject): boolean {
  const { mode } = context.getNodeParameter('invoice') as { mode: string };
  const chosen = String(context.getNodeParameter('invoice', '', { extractValue: true })).trim();
  const { id, number } = invoice.document as IDataObject;
  return chosen === (mode === 'number' ? number : id);
}
