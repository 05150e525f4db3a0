import type { Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { every } from 'hono/combine';
import { AppError } from '../core/app-error.ts';
import type { Console, ConsoleEnv } from './console-env.ts';
import { loadChrome } from './read/load-chrome.ts';
import { pageHeaders } from './security/page-headers.ts';
import { refuseUnstorableForm } from './security/refuse-unstorable-form.ts';
import { requireOwnOrigin } from './security/require-own-origin.tsx';
import { requireSession } from './session/require-session.tsx';

/** The console's own routes, before they are put on the app. */
export type Pages = Hono<ConsoleEnv>;

/** What stands before a route of the console. Each route names one, so that none is open by accident. */
export type Guards = {
  /** Security headers only: for everybody. */
  headers: MiddlewareHandler<ConsoleEnv>;
  /** A file or a part of a page, for people with a session. */
  signedIn: MiddlewareHandler<ConsoleEnv>;
  /** A whole page, for people with a session. */
  page: MiddlewareHandler<ConsoleEnv>;
  /** A form of our own pages, sent by anybody. */
  ownForm: MiddlewareHandler<ConsoleEnv>;
  /** A form of our own pages, sent by people with a session. */
  form: MiddlewareHandler<ConsoleEnv>;
  /** The same for the form of a whole mapping. */
  largeForm: MiddlewareHandler<ConsoleEnv>;
};

const FORM_MAX_BYTES = 16_384;
/** A mapping of 200 rows with its tables and its script, each control with the frame that multipart puts around it. */
const LARGE_FORM_MAX_BYTES = 1_048_576;

/** Makes the guards once, when the console is mounted. */
export function createGuards(parts: Console): Guards {
  const headers = pageHeaders(parts.deps.publicBaseUrl);
  const signedIn = every(headers, requireSession(parts));
  const tooLarge = () => {
    throw new AppError('request.body_too_large');
  };
  const ownFormOf = (maxSize: number) =>
    every(headers, requireOwnOrigin(parts), bodyLimit({ maxSize, onError: tooLarge }), refuseUnstorableForm);
  const ownForm = ownFormOf(FORM_MAX_BYTES);
  return {
    headers,
    signedIn,
    page: every(signedIn, loadChrome),
    ownForm,
    form: every(ownForm, requireSession(parts), loadChrome),
    largeForm: every(ownFormOf(LARGE_FORM_MAX_BYTES), requireSession(parts), loadChrome),
  };
}
