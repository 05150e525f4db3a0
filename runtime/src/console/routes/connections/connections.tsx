/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { AddConnectionInput, addConnection } from '../../../flow/connections/add-connection.ts';
import { checkConnection } from '../../../flow/connections/check-connection.ts';
import { listConnectionHealth } from '../../../flow/connections/list-connection-health.ts';
import { renewConnectionAddress } from '../../../flow/connections/renew-connection-address.ts';
import { replaceConnectionSecrets } from '../../../flow/connections/replace-connection-secrets.ts';
import { LedgerAccounts, setConnectionAccounts } from '../../../flow/connections/set-connection-accounts.ts';
import { setConnectionPaused } from '../../../flow/connections/set-connection-paused.ts';
import { authorise } from '../../../flow/context.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import { answerPart, isPartAsked } from '../../answer-part.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ConnectionMadePage } from '../../pages/connections/connection-made-page.tsx';
import { ConnectionsPage } from '../../pages/connections/connections-page.tsx';
import { NewConnectionPage, SYSTEMS, type SystemName } from '../../pages/connections/new-connection-page.tsx';
import { NoticePage } from '../../pages/notice-page.tsx';
import { CheckAnswer } from '../../parts/check-answer.tsx';
import { fieldErrors } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { readTaxTypes } from '../../read/read-tax-types.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const DONE = ['paused', 'resumed', 'secretsSaved', 'accountsSaved'] as const;

/** Answers with the connections. */
export async function showConnections(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const connections = await listConnectionHealth({ ctx });
  const entities = await listEntities({ ctx });
  const ui = uiOf(c, parts, '/connections');
  const done = DONE.find((name) => name === c.req.query('done'));
  const message = done === undefined ? null : ui.texts.connections[done];
  return answerPage(
    c,
    <ConnectionsPage ui={ui} connections={connections} entities={entities} message={message} />,
  );
}

type Shown = { values?: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the form that connects a system. */
export async function showNewConnection(
  c: ConsoleContext,
  parts: Console,
  shown: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const { values = {}, error, fields = {} } = shown;
  const ui = uiOf(c, parts, '/connections/new');
  const page = (
    <NewConnectionPage
      ui={ui}
      system={systemOf(c)}
      entities={await listEntities({ ctx })}
      values={values}
      error={error}
      fields={fields}
    />
  );
  const isRefused = Object.keys(fields).length > 0;
  return answerPage(c, page, error === undefined ? (isRefused ? 422 : 200) : statusOf(error));
}

/** Connects a system and shows the address of its webhook, this once. */
export async function makeConnection(c: ConsoleContext, parts: Console): Promise<Response> {
  const system = systemOf(c);
  const { values } = await readForm(c);
  const { entityId, taxTypes, ...rest } = values;
  const input = AddConnectionInput.safeParse({
    ...rest,
    system,
    ...(taxTypes === undefined ? {} : { taxTypes: readTaxTypes(taxTypes) }),
    ...(entityId === undefined || entityId === '' ? {} : { entityId }),
  });
  const ui = uiOf(c, parts, '/connections/new');
  if (!input.success) {
    return showNewConnection(c, parts, { values, fields: fieldErrors(input.error, values, ui.texts) });
  }
  try {
    const { hookUrl } = await addConnection({ ctx: viewerOf(c), input: input.data });
    const pushUrl = `${parts.deps.publicBaseUrl}/v1/records/csv/{object}`;
    const title = ui.texts.connections.madeTitle;
    const made = { system, hookUrl, pushUrl };
    const page = <ConnectionMadePage ui={ui} title={title} {...made} />;
    return answerPage(c, page, 201);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showNewConnection(c, parts, { values, error });
  }
}

/** Calls the system and says what it found: in the page that is open, or without scripts on a page of its own. */
export async function checkNow(c: ConsoleContext, parts: Console, connectionId: string): Promise<Response> {
  const ctx = viewerOf(c);
  const check = await checkConnection({ ctx, input: { connectionId } });
  const name =
    (await listConnectionHealth({ ctx })).find(({ id }) => id === connectionId)?.name ?? connectionId;
  const ui = uiOf(c, parts, '/connections');
  const answer = <CheckAnswer ui={ui} name={name} check={check} />;
  if (isPartAsked(c)) return answerPart(c, answer);
  return answerPage(
    c,
    <NoticePage ui={ui} title={ui.texts.connections.check} hasHomeLink={false}>
      {answer}
      <p>
        <a class="button" href="/connections">
          {ui.texts.connections.back}
        </a>
      </p>
    </NoticePage>,
  );
}

/** Pauses a connection or lets it go on. */
export async function pause(c: ConsoleContext, connectionId: string, isPaused: boolean): Promise<Response> {
  await setConnectionPaused({ ctx: viewerOf(c), input: { connectionId, isPaused } });
  return c.redirect(`/connections?done=${isPaused ? 'paused' : 'resumed'}`, 303);
}

/** Gives the webhook a new address and shows it, this once. */
export async function renewAddress(
  c: ConsoleContext,
  parts: Console,
  connectionId: string,
): Promise<Response> {
  const ctx = viewerOf(c);
  const { hookUrl } = await renewConnectionAddress({ ctx, input: { connectionId } });
  const connection = (await listConnectionHealth({ ctx })).find(({ id }) => id === connectionId);
  const system = SYSTEMS.find((name) => name === connection?.system) ?? 'hubspot';
  const ui = uiOf(c, parts, '/connections');
  const title = ui.texts.connections.addressRenewed;
  return answerPage(c, <ConnectionMadePage ui={ui} title={title} system={system} hookUrl={hookUrl} />, 201);
}

/** Seals new credentials. */
export async function saveSecrets(c: ConsoleContext, connectionId: string): Promise<Response> {
  const { values } = await readForm(c);
  const given = (name: string): Record<string, string> => {
    const value = values[`${name}-${connectionId}`]?.trim() ?? '';
    return value === '' ? {} : { [name]: value };
  };
  const input = { connectionId, ...given('accessToken'), ...given('webhookSecret') };
  await replaceConnectionSecrets({ ctx: viewerOf(c), input });
  return c.redirect('/connections?done=secretsSaved', 303);
}

/** Names the accounts of a ledger that losses and refunds go to. */
export async function saveAccounts(c: ConsoleContext, connectionId: string): Promise<Response> {
  const { values } = await readForm(c);
  const accounts = LedgerAccounts.safeParse({
    writeOffAccountCode: values[`writeOffAccountCode-${connectionId}`],
    refundAccountCode: values[`refundAccountCode-${connectionId}`],
  });
  if (!accounts.success) {
    throw new AppError('request.invalid', { detail: 'The code of an account has at most 10 characters.' });
  }
  await setConnectionAccounts({ ctx: viewerOf(c), input: { connectionId, ...accounts.data } });
  return c.redirect('/connections?done=accountsSaved', 303);
}

const systemOf = (c: ConsoleContext): SystemName =>
  SYSTEMS.find((name) => name === c.req.query('system')) ?? 'hubspot';
