import type { Env, Schema } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { every } from 'hono/combine';
import { AppError } from '../core/app-error.ts';
import type { FlowDeps } from '../flow/context.ts';
import { answerError } from './answer-error.tsx';
import type { Console, ConsoleContext, ConsoleEnv } from './console-env.ts';
import { type Asset, loadAssets } from './load-assets.ts';
import type { DecisionOutcome } from './pages/invoice-page.tsx';
import { decide } from './routes/decide.ts';
import { enter } from './routes/enter.tsx';
import { leave } from './routes/leave.tsx';
import { replay } from './routes/replay.ts';
import { INVOICE_FILES, serveFile } from './routes/serve-file.ts';
import { showBoard } from './routes/show-board.tsx';
import { showDeadLetters } from './routes/show-dead-letters.tsx';
import { showInvoice } from './routes/show-invoice.tsx';
import { pageHeaders } from './security/page-headers.ts';
import { requireOwnOrigin } from './security/require-own-origin.tsx';
import { requireSession } from './session/require-session.tsx';

const FORM_MAX_BYTES = 16_384;
const ASSET_MAX_AGE_SECONDS = 31_536_000;

/**
 * Adds the console's pages to an app. Every middleware stands on its own routes, so that nothing of it touches
 * the rest of the app.
 */
export function mountConsole<E extends Env, S extends Schema, P extends string>(
  app: Hono<E, S, P>,
  deps: FlowDeps,
): void {
  const parts: Console = { deps, assets: loadAssets() };
  const pages = new Hono<ConsoleEnv>();
  const headers = pageHeaders(deps.publicBaseUrl);
  const signedIn = every(headers, requireSession(parts));
  const tooLarge = () => {
    throw new AppError('request.body_too_large');
  };
  const ownForm = every(
    headers,
    requireOwnOrigin(parts),
    bodyLimit({ maxSize: FORM_MAX_BYTES, onError: tooLarge }),
  );
  const signedInForm = every(ownForm, requireSession(parts));
  pages.onError((cause, c) => answerError(c, parts, cause));

  for (const asset of [parts.assets.css, parts.assets.js])
    pages.get(asset.path, headers, (c) => answerAsset(c, asset));
  pages.get('/enter/:token', headers, (c) => enter(c, parts, c.req.param('token')));
  pages.post('/leave', ownForm, (c) => leave(c, parts));
  pages.get('/', signedIn, (c) => showBoard(c, parts));
  pages.get('/invoices/:id', signedIn, (c) =>
    showInvoice(c, parts, { invoiceId: c.req.param('id'), outcome: outcomeOf(c.req.query('done')) }),
  );
  pages.post('/invoices/:id/decision', signedInForm, (c) => decide(c, parts, c.req.param('id')));
  for (const file of INVOICE_FILES) {
    pages.get(`/invoices/:id/${file}`, signedIn, (c) => serveFile(c, c.req.param('id'), file));
  }
  pages.get('/dead-letters', signedIn, (c) => showDeadLetters(c, parts));
  pages.post('/dead-letters/:id/replay', signedInForm, (c) => replay(c, parts, c.req.param('id')));
  app.route('/', pages);
}

function answerAsset(c: ConsoleContext, { body, mediaType }: Asset): Response {
  c.header('Cache-Control', `public, max-age=${ASSET_MAX_AGE_SECONDS}, immutable`);
  return c.body(body, 200, { 'Content-Type': mediaType });
}

/** What the redirect after a decision carries, so that loading the page again decides nothing. */
function outcomeOf(done: string | undefined): DecisionOutcome {
  return done === 'approved' || done === 'rejected' ? { state: 'done', decision: done } : { state: 'none' };
}
