import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { addWaiter } from '../../flow/webhooks/add-waiter.ts';
import { createWebhookEndpoint } from '../../flow/webhooks/create-webhook-endpoint.ts';
import { deleteWebhookEndpoint } from '../../flow/webhooks/delete-webhook-endpoint.ts';
import { enableWebhookEndpoint } from '../../flow/webhooks/enable-webhook-endpoint.ts';
import { getWebhookEndpoint } from '../../flow/webhooks/get-webhook-endpoint.ts';
import { listWebhookDeliveries } from '../../flow/webhooks/list-webhook-deliveries.ts';
import { listWebhookEndpoints } from '../../flow/webhooks/list-webhook-endpoints.ts';
import { replayEvents } from '../../flow/webhooks/replay-events.ts';
import { rotateWebhookSecret } from '../../flow/webhooks/rotate-webhook-secret.ts';
import { sendTestMessage } from '../../flow/webhooks/send-test-message.ts';
import { given, readPageQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, PageQuery } from '../schemas/common.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import {
  AddedWaiterSchema,
  AddWaiterBody,
  CreatedWebhookEndpointSchema,
  CreateWebhookEndpointBody,
  ReplayEventsBody,
  ReplayQueuedSchema,
  RotatedSecretSchema,
  TestQueuedSchema,
  WebhookDeliveryPage,
  WebhookDeliveryState,
  WebhookEndpointPage,
  WebhookEndpointSchema,
} from '../schemas/webhooks.ts';

const tags = ['Webhooks'];
const params = idParams('webhookEndpoint');
const noBody = { required: false, content: { 'application/json': { schema: EmptyBody } } };

const create = createRoute({
  method: 'post',
  path: '/v1/webhook-endpoints',
  tags,
  summary: 'Create a webhook endpoint',
  description:
    'Events are sent there from now on, signed by Standard Webhooks 1.0.0. The secret is shown in this answer only.',
  request: {
    body: { required: true, content: { 'application/json': { schema: CreateWebhookEndpointBody } } },
  },
  responses: { 201: jsonResponse('The endpoint.', CreatedWebhookEndpointSchema), ...PROBLEM_RESPONSES },
});

const list = createRoute({
  method: 'get',
  path: '/v1/webhook-endpoints',
  tags,
  summary: 'List webhook endpoints',
  description: 'Those that the caller made, to administrators all of them, newest first.',
  request: { query: PageQuery },
  responses: { 200: jsonResponse('A page of endpoints.', WebhookEndpointPage), ...PROBLEM_RESPONSES },
});

const get = createRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}',
  tags,
  summary: 'Get a webhook endpoint',
  description: 'The endpoint without its secret; whether it is disabled, and why.',
  request: { params },
  responses: { 200: jsonResponse('The endpoint.', WebhookEndpointSchema), ...PROBLEM_RESPONSES },
});

const remove = createRoute({
  method: 'delete',
  path: '/v1/webhook-endpoints/{id}',
  tags,
  summary: 'Delete a webhook endpoint',
  description: 'Nothing is sent there any more; its log is gone with it.',
  request: { params },
  responses: { 204: { description: 'The endpoint is deleted.' }, ...PROBLEM_RESPONSES },
});

const rotate = createRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/rotate-secret',
  tags,
  summary: 'Rotate the secret of a webhook endpoint',
  description: 'The old and the new secret both sign for 24 hours. The new one is shown in this answer only.',
  request: { params, body: noBody },
  responses: { 200: jsonResponse('The new secret.', RotatedSecretSchema), ...PROBLEM_RESPONSES },
});

const enable = createRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/enable',
  tags,
  summary: 'Enable a webhook endpoint',
  description: 'Events are sent there again. What it missed is sent by a replay of the missing.',
  request: { params, body: noBody },
  responses: { 200: jsonResponse('The endpoint.', WebhookEndpointSchema), ...PROBLEM_RESPONSES },
});

const test = createRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/test',
  tags,
  summary: 'Send a test message',
  description: 'One message of the type endpoint.test, sent once, also while the endpoint is disabled.',
  request: { params, body: noBody },
  responses: { 202: jsonResponse('It is on its way.', TestQueuedSchema), ...PROBLEM_RESPONSES },
});

const replay = createRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/replay',
  tags,
  summary: 'Send events again',
  description:
    'One event, those of a time, or all that did not arrive since the endpoint was made, under the ids that they had.',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: ReplayEventsBody } } },
  },
  responses: { 202: jsonResponse('They are on their way.', ReplayQueuedSchema), ...PROBLEM_RESPONSES },
});

const deliveries = createRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/{id}/deliveries',
  tags,
  summary: 'List what was sent to an endpoint',
  description:
    'Each message with its attempts, newest first. Nothing of the answers but their status is kept.',
  request: { params, query: PageQuery.extend({ state: WebhookDeliveryState.optional() }) },
  responses: { 200: jsonResponse('A page of the log.', WebhookDeliveryPage), ...PROBLEM_RESPONSES },
});

const wait = createRoute({
  method: 'post',
  path: '/v1/invoices/{id}/waiters',
  tags,
  summary: 'Wait for a decision',
  description:
    'Lets a flow wait for the decision on a submitted invoice: it is sent to resumeUrl once. Where it was decided ' +
    'already, the decision is answered at once.',
  request: {
    params: idParams('invoice'),
    body: { required: true, content: { 'application/json': { schema: AddWaiterBody } } },
  },
  responses: {
    200: jsonResponse('Whether there is something to wait for.', AddedWaiterSchema),
    ...PROBLEM_RESPONSES,
  },
});

/** Mounts the routes of outgoing webhooks and of waiting flows. */
export function mountWebhooks(app: OpenAPIHono): void {
  app.openapi(create, async (c) => {
    const { url, ...wish } = c.req.valid('json');
    const endpoint = await createWebhookEndpoint({ ctx: c.get('ctx'), input: { url, ...given(wish) } });
    return c.json(endpoint, 201);
  });
  app.openapi(list, async (c) => {
    const ctx = c.get('ctx');
    const input = readPageQuery(ctx, 'webhook-endpoints', c.req.valid('query'));
    return c.json(toPageAnswer(ctx, 'webhook-endpoints', await listWebhookEndpoints({ ctx, input })), 200);
  });
  app.openapi(get, async (c) => {
    const input = { endpointId: c.req.valid('param').id };
    return c.json(await getWebhookEndpoint({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(remove, async (c) => {
    await deleteWebhookEndpoint({ ctx: c.get('ctx'), input: { endpointId: c.req.valid('param').id } });
    return c.body(null, 204);
  });
  app.openapi(rotate, async (c) => {
    const input = { endpointId: c.req.valid('param').id };
    return c.json(await rotateWebhookSecret({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(enable, async (c) => {
    const input = { endpointId: c.req.valid('param').id };
    return c.json(await enableWebhookEndpoint({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(test, async (c) => {
    const input = { endpointId: c.req.valid('param').id };
    return c.json({ ...(await sendTestMessage({ ctx: c.get('ctx'), input })), enqueued: 1 }, 202);
  });
  app.openapi(replay, async (c) => {
    const input = { endpointId: c.req.valid('param').id, wish: c.req.valid('json') };
    return c.json(await replayEvents({ ctx: c.get('ctx'), input }), 202);
  });
  app.openapi(deliveries, async (c) => {
    const ctx = c.get('ctx');
    const endpointId = c.req.valid('param').id;
    const { state, ...query } = c.req.valid('query');
    const list = `deliveries:${endpointId}`;
    const input = {
      ...readPageQuery(ctx, list, query),
      endpointId,
      ...(state === undefined ? {} : { state }),
    };
    return c.json(toPageAnswer(ctx, list, await listWebhookDeliveries({ ctx, input })), 200);
  });
  app.openapi(wait, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, resumeUrl: c.req.valid('json').resumeUrl };
    return c.json(await addWaiter({ ctx: c.get('ctx'), input }), 200);
  });
}
