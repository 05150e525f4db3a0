/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { authorise } from '../../../flow/context.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { createWebhookEndpoint } from '../../../flow/webhooks/create-webhook-endpoint.ts';
import { deleteWebhookEndpoint } from '../../../flow/webhooks/delete-webhook-endpoint.ts';
import { enableWebhookEndpoint } from '../../../flow/webhooks/enable-webhook-endpoint.ts';
import { getWebhookEndpoint } from '../../../flow/webhooks/get-webhook-endpoint.ts';
import { listWebhookDeliveries } from '../../../flow/webhooks/list-webhook-deliveries.ts';
import { listWebhookEndpoints } from '../../../flow/webhooks/list-webhook-endpoints.ts';
import { replayEvents } from '../../../flow/webhooks/replay-events.ts';
import { rotateWebhookSecret } from '../../../flow/webhooks/rotate-webhook-secret.ts';
import { sendTestMessage } from '../../../flow/webhooks/send-test-message.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { NewWebhookPage, type WebhookValues } from '../../pages/webhooks/new-webhook-page.tsx';
import { WebhookPage } from '../../pages/webhooks/webhook-page.tsx';
import { WebhookSecretPage } from '../../pages/webhooks/webhook-secret-page.tsx';
import { WebhooksPage } from '../../pages/webhooks/webhooks-page.tsx';
import { refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const ENDPOINTS_MAX = 100;
const LOG_LENGTH = 50;

/** Answers with the webhook endpoints. */
export async function showWebhooks(c: ConsoleContext, parts: Console): Promise<Response> {
  const { items } = await listWebhookEndpoints({ ctx: viewerOf(c), input: { limit: ENDPOINTS_MAX } });
  return answerPage(c, <WebhooksPage ui={uiOf(c, parts)} endpoints={items} />);
}

type Shown = { values?: WebhookValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the form of a new endpoint. */
export async function showNewWebhook(
  c: ConsoleContext,
  parts: Console,
  shown: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'webhooks');
  const { values = { url: '', description: '', eventTypes: [], entityIds: [] }, error, fields = {} } = shown;
  const ui = uiOf(c, parts, '/webhooks/new');
  const entities = await listEntities({ ctx });
  const page = <NewWebhookPage ui={ui} entities={entities} values={values} error={error} fields={fields} />;
  return answerPage(c, page, error === undefined ? 200 : statusOf(error));
}

/** Adds an endpoint and shows its secret, this once. */
export async function makeWebhook(c: ConsoleContext, parts: Console): Promise<Response> {
  const { values, all } = await readForm(c);
  const typed: WebhookValues = {
    url: values['url']?.trim() ?? '',
    description: values['description']?.trim() ?? '',
    eventTypes: all('eventTypes'),
    entityIds: all('entityIds'),
  };
  const { description, ...rest } = typed;
  try {
    const made = await createWebhookEndpoint({
      ctx: viewerOf(c),
      input: { ...rest, ...(description === '' ? {} : { description }) },
    });
    return showSecret(c, parts, made.id, made.secret, 'madeTitle');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = refusedFields(error, uiOf(c, parts));
    return showNewWebhook(c, parts, { values: typed, error, fields });
  }
}

/** Answers with one endpoint and its log; `error` is why something that was asked for was not done. */
export async function showWebhook(
  c: ConsoleContext,
  parts: Console,
  { endpointId, error }: { endpointId: string; error?: AppError },
): Promise<Response> {
  const ctx = viewerOf(c);
  const endpoint = await getWebhookEndpoint({ ctx, input: { endpointId } });
  const before = c.req.query('before');
  const log = await listWebhookDeliveries({
    ctx,
    input: { endpointId, limit: LOG_LENGTH, ...(before === undefined ? {} : { before }) },
  });
  const ui = uiOf(c, parts, `/webhooks/${endpointId}`);
  const page = (
    <WebhookPage ui={ui} endpoint={endpoint} log={log} message={messageOf(c, ui.texts)} error={error} />
  );
  return answerPage(c, page, error === undefined ? 200 : statusOf(error));
}

/** What the redirect after an action carries. */
function messageOf(c: ConsoleContext, { webhooks }: ReturnType<typeof uiOf>['texts']): string | null {
  const count = c.req.query('replayed');
  if (count !== undefined && /^[0-9]{1,6}$/.test(count)) return webhooks.replayed(count);
  const done = c.req.query('done');
  return done === 'tested' ? webhooks.tested : done === 'enabled' ? webhooks.enabled : null;
}

const ACTIONS = { test: sendTestMessage, enable: enableWebhookEndpoint } as const;
const DONE = { test: 'tested', enable: 'enabled' } as const;

/** Sends a test, or lets a disabled endpoint go on. */
export async function actOnWebhook(
  c: ConsoleContext,
  { endpointId, action }: { endpointId: string; action: keyof typeof ACTIONS },
): Promise<Response> {
  await ACTIONS[action]({ ctx: viewerOf(c), input: { endpointId } });
  return c.redirect(`/webhooks/${endpointId}?done=${DONE[action]}`, 303);
}

/** Sends one event again, or with none named all that did not arrive. */
export async function replayWebhook(
  c: ConsoleContext,
  parts: Console,
  endpointId: string,
): Promise<Response> {
  const { values } = await readForm(c);
  const { eventId } = values;
  try {
    const wish = eventId === undefined ? ({ missing: true } as const) : { eventId };
    const { enqueued } = await replayEvents({ ctx: viewerOf(c), input: { endpointId, wish } });
    return c.redirect(`/webhooks/${endpointId}?replayed=${enqueued}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'webhook.endpoint_not_found') throw error;
    return showWebhook(c, parts, { endpointId, error });
  }
}

/** Gives an endpoint a new secret and shows it, this once. */
export async function rotateWebhook(
  c: ConsoleContext,
  parts: Console,
  endpointId: string,
): Promise<Response> {
  const { secret } = await rotateWebhookSecret({ ctx: viewerOf(c), input: { endpointId } });
  return showSecret(c, parts, endpointId, secret, 'rotatedTitle');
}

/** Deletes an endpoint and goes back to the list. */
export async function removeWebhook(c: ConsoleContext, endpointId: string): Promise<Response> {
  await deleteWebhookEndpoint({ ctx: viewerOf(c), input: { endpointId } });
  return c.redirect('/webhooks', 303);
}

function showSecret(
  c: ConsoleContext,
  parts: Console,
  endpointId: string,
  secret: string,
  title: 'madeTitle' | 'rotatedTitle',
): Response | Promise<Response> {
  const ui = uiOf(c, parts, `/webhooks/${endpointId}`);
  const page = (
    <WebhookSecretPage ui={ui} endpointId={endpointId} secret={secret} title={ui.texts.webhooks[title]} />
  );
  return answerPage(c, page, title === 'madeTitle' ? 201 : 200);
}
