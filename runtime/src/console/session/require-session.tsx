import type { MiddlewareHandler } from 'hono';
import { resolveSession } from '../../flow/auth/resolve-session.ts';
import type { Console, ConsoleEnv } from '../console-env.ts';
import { requestIdOf } from '../request-id-of.ts';
import { answerSignIn } from '../routes/sign-in/sign-in.tsx';
import { safePath } from './safe-path.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Lets people with a session through; everybody else gets the sign-in form (401), which leads back to the page. */
export function requireSession(parts: Console): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const token = readSessionCookie(c);
    const viewer = token === undefined ? undefined : await resolveSession(parts.deps, token, requestIdOf(c));
    if (viewer !== undefined) {
      c.set('consoleViewer', viewer);
      return next();
    }
    const wanted = c.req.method === 'GET' ? c.req.url.slice(new URL(c.req.url).origin.length) : '/';
    return answerSignIn(c, parts, { next: safePath(wanted), isAsked: true });
  };
}
