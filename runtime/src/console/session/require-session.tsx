/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { MiddlewareHandler } from 'hono';
import { resolveSession } from '../../flow/auth/resolve-session.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleEnv } from '../console-env.ts';
import { NoticePage } from '../pages/notice-page.tsx';
import { requestIdOf } from '../request-id-of.ts';
import { uiOf } from '../ui-of.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Lets people with a session through; everybody else gets a page that says how to come in (401). */
export function requireSession(parts: Console): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const token = readSessionCookie(c);
    const viewer = token === undefined ? undefined : await resolveSession(parts.deps, token, requestIdOf(c));
    if (viewer !== undefined) {
      c.set('consoleViewer', viewer);
      return next();
    }
    const ui = uiOf(c, parts, '/');
    const { signedOutTitle, signedOut } = ui.texts.notice;
    return answerPage(
      c,
      <NoticePage ui={ui} title={signedOutTitle} hasHomeLink={false}>
        <p>{signedOut}</p>
      </NoticePage>,
      401,
    );
  };
}
