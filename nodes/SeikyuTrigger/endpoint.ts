import { randomUUID } from 'node:crypto';
import { type IDataObject, type IHookFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { askHub, askHubForJson } from '../transport/hub-request';
import type { SeenEvents } from './seen-events';

/** What the trigger keeps between two calls, in the static data of its node. */
export interface EndpointData extends IDataObject {
  endpointId?: string;
  secret?: string;
  /** What the endpoint was made for; another wish needs another endpoint. */
  wish?: string;
  seen?: SeenEvents;
}

const PATH = '/v1/webhook-endpoints';

/** Whether the hub still has our endpoint as it is wished now. One that is not as wished is removed. Throws `NodeApiError`. */
export async function checkEndpoint(context: IHookFunctions): Promise<boolean> {
  const data: EndpointData = context.getWorkflowStaticData('node');
  if (data.endpointId === undefined) return false;
  const endpoint = await findEndpoint(context, data.endpointId);
  const isAsWished = data.secret !== undefined && data.wish === JSON.stringify(wishOf(context));
  if (endpoint === undefined || !isAsWished) {
    await deleteEndpoint(context);
    return false;
  }
  // The hub gives up on an endpoint that does not answer for days; now we are here again.
  if (endpoint.state === 'disabled') await post(context, `${PATH}/${data.endpointId}/enable`, {});
  return true;
}

/** Makes our endpoint in the hub and keeps its secret, which the hub shows only now. Throws `NodeApiError`. */
export async function createEndpoint(context: IHookFunctions): Promise<boolean> {
  const wish = wishOf(context);
  const { id, secret } = await post(context, PATH, wish);
  if (typeof id !== 'string' || typeof secret !== 'string') {
    throw new NodeOperationError(context.getNode(), 'The hub made no endpoint with a secret', {
      description: 'Check that the Base URL of the credential leads to a Seikyu hub of this version.',
    });
  }
  const data: EndpointData = context.getWorkflowStaticData('node');
  Object.assign(data, { endpointId: id, secret, wish: JSON.stringify(wish), seen: data.seen ?? [] });
  return true;
}

/** Removes our endpoint from the hub; one that is gone already is fine. Throws `NodeApiError`. */
export async function deleteEndpoint(context: IHookFunctions): Promise<boolean> {
  const data: EndpointData = context.getWorkflowStaticData('node');
  if (data.endpointId !== undefined) {
    await unlessGone(() =>
      askHub(context, {
        method: 'DELETE',
        path: `${PATH}/${data.endpointId}`,
        doing: 'removing the webhook endpoint',
      }),
    );
  }
  delete data.endpointId;
  delete data.secret;
  delete data.wish;
  return true;
}

function wishOf(context: IHookFunctions): IDataObject {
  const { name: workflowName } = context.getWorkflow();
  const events = context.getNodeParameter('events', []) as string[];
  const { entityIds = [], statuses = [] } = context.getNodeParameter('filters', {}) as Record<
    string,
    string[]
  >;
  return {
    url: context.getNodeWebhookUrl('default'),
    description: `n8n: ${workflowName ?? 'workflow'}`.slice(0, 100),
    ...(events.includes('*') || events.length === 0 ? {} : { eventTypes: events }),
    ...(entityIds.length === 0 ? {} : { entityIds }),
    ...(statuses.length === 0 ? {} : { statuses }),
  };
}

function findEndpoint(context: IHookFunctions, endpointId: string): Promise<IDataObject | undefined> {
  return unlessGone(() =>
    askHubForJson(context, {
      method: 'GET',
      path: `${PATH}/${endpointId}`,
      doing: 'looking for the webhook endpoint',
    }),
  );
}

function post(context: IHookFunctions, path: string, body: IDataObject): Promise<IDataObject> {
  return askHubForJson(context, {
    method: 'POST',
    path,
    body,
    idempotencyKey: `n8n-${randomUUID()}`,
    doing: 'making the webhook endpoint',
  });
}

async function unlessGone<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NodeApiError && error.httpCode === '404') return undefined;
    const failure: unknown = error;
    throw failure;
  }
}
