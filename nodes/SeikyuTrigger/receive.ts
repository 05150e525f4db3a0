import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { asObject } from '../transport/hub-answer';
import type { EndpointData } from './endpoint';
import { classifyDelivery, remember } from './seen-events';
import { type Delivery, isGenuine } from './verify-signature';

/** Starts the workflow for a delivery of the hub: genuine, fresh and never seen. Anything else starts nothing. */
export function receive(context: IWebhookFunctions, now: Date): IWebhookResponseData {
  const data: EndpointData = context.getWorkflowStaticData('node');
  const delivery = readDelivery(context);
  if (delivery === undefined || !isGenuine(delivery, data.secret ?? '', now)) return refuse(context);
  const seen = data.seen ?? [];
  const kind = classifyDelivery(seen, delivery.id, delivery.timestamp);
  if (kind === 'replayed') return refuse(context);
  data.seen = remember(seen, delivery.id, delivery.timestamp);
  // The hub's answer to "send a test" is that it arrives; it is no event of an invoice.
  const event = toOutput(delivery.rawBody);
  if (kind === 'again' || event === undefined) return { webhookResponse: 'ok' };
  return { webhookResponse: 'ok', workflowData: [[event]] };
}

function readDelivery(context: IWebhookFunctions): Delivery | undefined {
  const headers = context.getHeaderData();
  const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  const isWhole = typeof id === 'string' && typeof timestamp === 'string' && typeof signature === 'string';
  return isWhole && Buffer.isBuffer(rawBody) ? { id, timestamp, signature, rawBody } : undefined;
}

function refuse(context: IWebhookFunctions): IWebhookResponseData {
  context.getResponseObject().status(401).type('text/plain').send('The signature does not fit.');
  return { noWebhookResponse: true };
}

/** The event with what belongs to it on one level; undefined for what is about no invoice, as a test is. */
function toOutput(rawBody: Buffer): INodeExecutionData | undefined {
  const body = asObject(rawBody);
  const data = body?.data as IDataObject | undefined;
  if (body === undefined || typeof data?.invoiceId !== 'string') return undefined;
  return { json: { type: body.type, timestamp: body.timestamp, ...data } };
}
