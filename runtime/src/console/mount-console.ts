import type { Env, Schema } from 'hono';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { AppError } from '../core/app-error.ts';
import type { FlowDeps } from '../flow/context.ts';
import { answerError } from './answer-error.tsx';
import { createCodeEditorAsset } from './code-editor-asset.ts';
import type { Console, ConsoleContext, ConsoleEnv } from './console-env.ts';
import { createGuards } from './guards.ts';
import { type Asset, loadAssets } from './load-assets.ts';
import { mountAccountPages } from './routes/account/mount-account-pages.ts';
import { mountAuditPages } from './routes/audit/mount-audit-pages.ts';
import { mountConnectionPages } from './routes/connections/mount-connection-pages.ts';
import { mountContractPages } from './routes/contracts/mount-contract-pages.ts';
import { enter } from './routes/enter.tsx';
import { mountKeyPages } from './routes/keys/mount-key-pages.ts';
import { leave } from './routes/leave.tsx';
import { mountMappingPages } from './routes/mappings/mount-mapping-pages.ts';
import { mountMoneyPages } from './routes/money/mount-money-pages.ts';
import { mountApprovalPages } from './routes/mount-approval-pages.ts';
import { mountExceptionPages } from './routes/mount-exception-pages.ts';
import { mountInvoicePages } from './routes/mount-invoice-pages.ts';
import { mountPeoplePages } from './routes/people/mount-people-pages.ts';
import { mountRolePages } from './routes/roles/mount-role-pages.ts';
import { mountRulePages } from './routes/rules/mount-rule-pages.ts';
import { mountSetUpPages } from './routes/set-up/mount-set-up-pages.ts';
import { mountSignInPages } from './routes/sign-in/mount-sign-in-pages.ts';
import { mountWebhookPages } from './routes/webhooks/mount-webhook-pages.ts';

const ASSET_MAX_AGE_SECONDS = 31_536_000;

/**
 * Adds the console's pages to an app. Every guard stands on its own routes, so that nothing of it touches
 * the rest of the app.
 */
export function mountConsole<E extends Env, S extends Schema, P extends string>(
  app: Hono<E, S, P>,
  deps: FlowDeps,
  { addressHeader }: { addressHeader?: string | undefined } = {},
): void {
  const parts: Console = { deps, assets: loadAssets(), codeEditor: createCodeEditorAsset() };
  const signInParts = { ...parts, addressHeader };
  const pages = new Hono<ConsoleEnv>();
  const guards = createGuards(parts);
  pages.onError((cause, c) => answerError(c, parts, cause));

  for (const asset of Object.values(parts.assets)) {
    pages.get(asset.path, guards.headers, (c) => answerAsset(c, asset));
  }
  pages.get('/assets/:name{code-editor\\.[0-9a-f]+\\.js}', guards.headers, compress(), async (c) => {
    const asset = await parts.codeEditor();
    return asset.path === c.req.path ? answerAsset(c, asset) : c.notFound();
  });
  pages.get('/enter/:token', guards.headers, (c) => enter(c, parts, c.req.param('token')));
  pages.post('/leave', guards.ownForm, (c) => leave(c, parts));
  mountSignInPages(pages, signInParts, guards);
  mountAccountPages(pages, signInParts, guards);
  mountSetUpPages(pages, signInParts, guards);
  mountPeoplePages(pages, parts, guards);
  mountRolePages(pages, parts, guards);
  mountInvoicePages(pages, parts, guards);
  mountMoneyPages(pages, parts, guards);
  mountApprovalPages(pages, parts, guards);
  mountContractPages(pages, parts, guards);
  mountExceptionPages(pages, parts, guards);
  mountConnectionPages(pages, parts, guards);
  mountMappingPages(pages, parts, guards);
  mountRulePages(pages, parts, guards);
  mountWebhookPages(pages, parts, guards);
  mountKeyPages(pages, parts, guards);
  mountAuditPages(pages, parts, guards);
  // Last, for what nothing else answered. A program is told so in the form of the API.
  pages.use('*', async (c, next) => {
    if (!isOpenedInBrowser(c)) return next();
    await guards.headers(c, async () => {
      c.res = await answerError(c, parts, new AppError('request.not_found'));
    });
  });
  app.route('/', pages);
}

const isOpenedInBrowser = ({ req }: ConsoleContext): boolean =>
  req.method === 'GET' && !req.path.startsWith('/v1/') && (req.header('accept') ?? '').includes('text/html');

function answerAsset(c: ConsoleContext, { body, mediaType }: Asset): Response {
  c.header('Cache-Control', `public, max-age=${ASSET_MAX_AGE_SECONDS}, immutable`);
  return c.body(body, 200, { 'Content-Type': mediaType });
}
