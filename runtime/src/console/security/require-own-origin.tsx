/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { MiddlewareHandler } from 'hono';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleEnv } from '../console-env.ts';
import { NoticePage } from '../pages/notice-page.tsx';
import { uiOf } from '../ui-of.ts';
import { isOwnOrigin } from './is-own-origin.ts';

/** Refuses a write that does not come from our own pages (403): the cookie alone does not prove that a person meant it. */
export function requireOwnOrigin(parts: Console): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    if (isOwnOrigin(c.req.header('origin'), parts.deps.publicBaseUrl)) return next();
    const ui = uiOf(c, parts, '/');
    const { foreignTitle, foreign } = ui.texts.notice;
    return answerPage(
      c,
      <NoticePage ui={ui} title={foreignTitle} hasHomeLink>
        <p>{foreign}</p>
      </NoticePage>,
      403,
    );
  };
}
