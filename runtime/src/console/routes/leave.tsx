/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { NoticePage } from '../pages/notice-page.tsx';
import { endSession } from '../session/end-session.ts';
import { forgetSessionCookie, readSessionCookie } from '../session/session-cookie.ts';
import { uiOf } from '../ui-of.ts';

/** Ends the session of the browser; without one there is nothing to end, and the answer is the same. */
export async function leave(c: ConsoleContext, parts: Console): Promise<Response> {
  const token = readSessionCookie(c);
  if (token !== undefined) await endSession(parts.deps, token);
  forgetSessionCookie(c, parts.deps.publicBaseUrl);
  const ui = uiOf(c, parts, '/sign-in');
  const { signedOutTitle, signedOut, signInLink } = ui.texts.signIn;
  return answerPage(
    c,
    <NoticePage ui={ui} title={signedOutTitle} hasHomeLink={false}>
      <p>{signedOut}</p>
      <p>
        <a class="button" href="/sign-in">
          {signInLink}
        </a>
      </p>
    </NoticePage>,
  );
}
