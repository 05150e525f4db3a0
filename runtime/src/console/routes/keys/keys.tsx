/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { PERMISSIONS } from '../../../core/permissions.ts';
import { issueApiKey } from '../../../flow/auth/issue-api-key.ts';
import { authorise, type Ctx } from '../../../flow/context.ts';
import { listApiKeys } from '../../../flow/read/list-api-keys.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { CreateApiKeyInput } from '../../../flow/setup/create-api-key.ts';
import { revokeApiKey } from '../../../flow/setup/revoke-api-key.ts';
import { rotateApiKey } from '../../../flow/setup/rotate-api-key.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { KeyMadePage } from '../../pages/keys/key-made-page.tsx';
import { KeysPage } from '../../pages/keys/keys-page.tsx';
import { type KeyValues, NewKeyPage } from '../../pages/keys/new-key-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** More keys than anybody has; older ones are in the API. */
const KEYS_MAX = 200;
const DAY_MS = 86_400_000;

/** Answers with the API keys. */
export async function showKeys(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const { items } = await listApiKeys({ ctx, input: { limit: KEYS_MAX } });
  const entities = await listEntities({ ctx });
  const isRevoked = c.req.query('done') === 'revoked';
  return answerPage(
    c,
    <KeysPage
      ui={uiOf(c, parts)}
      keys={items}
      entities={entities}
      viewerId={ctx.actor.id}
      isRevoked={isRevoked}
    />,
  );
}

type Shown = { values?: KeyValues; error?: AppError; fields?: Record<string, string> };

const EMPTY: KeyValues = { name: '', permissions: ['read'], entityIds: [], expiry: '90' };

/** Answers with the form of a new key. */
export async function showNewKey(c: ConsoleContext, parts: Console, shown: Shown = {}): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const { values = EMPTY, error, fields = {} } = shown;
  const offered = PERMISSIONS.filter(
    (permission) => permission !== 'approve' && ctx.permissions.has(permission),
  );
  const isRefused = error !== undefined || Object.keys(fields).length > 0;
  return answerPage(
    c,
    <NewKeyPage
      ui={uiOf(c, parts, '/keys/new')}
      entities={await listEntities({ ctx })}
      offered={offered}
      values={values}
      error={error}
      fields={fields}
    />,
    error === undefined ? (isRefused ? 422 : 200) : statusOf(error),
  );
}

/** Makes a key and shows it, this once. */
export async function makeKey(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const { values, all } = await readForm(c);
  const typed: KeyValues = {
    name: values['name']?.trim() ?? '',
    permissions: all('permissions'),
    entityIds: all('entityIds'),
    expiry: values['expiry'] ?? '',
  };
  const input = CreateApiKeyInput.safeParse({
    name: typed.name,
    permissions: typed.permissions,
    ...(typed.entityIds.length === 0 ? {} : { entityIds: typed.entityIds }),
    ...expiryOf(ctx, typed.expiry),
  });
  if (!input.success) {
    const { texts } = uiOf(c, parts);
    return showNewKey(c, parts, { values: typed, fields: fieldErrors(input.error, values, texts) });
  }
  try {
    const made = await issueApiKey({ ctx, input: input.data });
    return showMade(c, parts, made.key);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showNewKey(c, parts, { values: typed, error, fields: refusedFields(error, uiOf(c, parts)) });
  }
}

function expiryOf(ctx: Ctx, expiry: string): { expiresAt?: string } {
  if (expiry === 'never') return {};
  const at = new Date(ctx.deps.clock.now().getTime() + Number(expiry) * DAY_MS);
  return { expiresAt: Number.isNaN(at.getTime()) ? '' : at.toISOString() };
}

/** Makes a key that takes the place of another, and shows it, this once. */
export async function rotateKey(c: ConsoleContext, parts: Console, keyId: string): Promise<Response> {
  const made = await rotateApiKey({ ctx: viewerOf(c), input: { keyId } });
  return showMade(c, parts, made.key);
}

/** Revokes a key and goes back to the list. */
export async function revokeKey(c: ConsoleContext, keyId: string): Promise<Response> {
  await revokeApiKey({ ctx: viewerOf(c), input: { keyId } });
  return c.redirect('/keys?done=revoked', 303);
}

const showMade = (c: ConsoleContext, parts: Console, key: string): Response | Promise<Response> =>
  answerPage(
    c,
    <KeyMadePage ui={uiOf(c, parts, '/keys')} apiKey={key} apiUrl={`${parts.deps.publicBaseUrl}/v1`} />,
    201,
  );
