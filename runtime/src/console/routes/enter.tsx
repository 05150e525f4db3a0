/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { enterByLink } from '../../flow/auth/enter-by-link.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { NoticePage } from '../pages/notice-page.tsx';
import { requestIdOf } from '../request-id-of.ts';
import { writeSessionCookie } from '../session/session-cookie.ts';
import { uiOf } from '../ui-of.ts';

/** Opens the session of an entry link of the demo and goes to the board; an unknown or expired link says where to take a new one. */
export async function enter(c: ConsoleContext, parts: Console, token: string): Promise<Response> {
  const viewer = await enterByLink(parts.deps, token, requestIdOf(c));
  if (viewer !== undefined) {
    writeSessionCookie(c, token, parts.deps.publicBaseUrl);
    return c.redirect('/', 303);
  }
  const ui = uiOf(c, parts, '/');
  const { linkUnknownTitle, linkUnknown } = ui.texts.notice;
  return answerPage(
    c,
    <NoticePage ui={ui} title={linkUnknownTitle} hasHomeLink={false}>
      <p>{linkUnknown}</p>
    </NoticePage>,
    401,
  );
}
