/** @jsxRuntime automatic @jsxImportSource hono/jsx */

import { matchedRoutes } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError } from '../core/app-error.ts';
import { describeCause } from '../core/describe-cause.ts';
import { ERROR_CODES } from '../core/error-codes.ts';
import { answerPage } from './answer-page.ts';
import type { Console, ConsoleContext } from './console-env.ts';
import { NoticePage } from './pages/notice-page.tsx';
import { ErrorNote } from './parts/error-note.tsx';
import { requestIdOf } from './request-id-of.ts';
import { errorText } from './texts/error-text.ts';
import { uiOf } from './ui-of.ts';

/** The status of a page that shows a refusal. */
export const statusOf = (error: AppError): ContentfulStatusCode => ERROR_CODES[error.code].status;

/** Answers with the page of an error. What is not an AppError goes to the log; the page says the request's id only. */
export function answerError(c: ConsoleContext, parts: Console, cause: unknown): Response | Promise<Response> {
  const ui = uiOf(c, parts, '/');
  if (cause instanceof AppError && cause.code !== 'request.internal') {
    return answerPage(
      c,
      <NoticePage ui={ui} title={errorText(cause.code, ui.locale)} hasHomeLink>
        <ErrorNote ui={ui} code={cause.code} detail={cause.detail} hasTitle={false} />
      </NoticePage>,
      statusOf(cause),
    );
  }
  const requestId = c.get('consoleViewer')?.requestId ?? requestIdOf(c);
  // The route and never the path: the path of an invitation or a link holds a secret.
  const page = matchedRoutes(c).findLast(({ method }) => method !== 'ALL');
  const fields = { requestId, route: page?.path ?? '/*', err: describeCause(cause) };
  parts.deps.log.error(fields, 'a page of the console failed');
  const { brokenTitle, broken, request } = ui.texts.notice;
  return answerPage(
    c,
    <NoticePage ui={ui} title={brokenTitle} hasHomeLink>
      <p>{broken}</p>
      <p class="meta mono">{request(requestId)}</p>
    </NoticePage>,
    500,
  );
}
