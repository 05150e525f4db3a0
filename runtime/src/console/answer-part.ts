import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ConsoleContext } from './console-env.ts';
import { isolateDirections } from './security/isolate-directions.ts';

/** True where htmx asks for a part of a page; without scripts the whole page is asked for. */
export const isPartAsked = (c: ConsoleContext): boolean => c.req.header('hx-request') === 'true';

/** Answers with a part of a page, to be put into one that is open. */
export const answerPart = async (
  c: ConsoleContext,
  part: HtmlEscapedString | Promise<HtmlEscapedString>,
  status: ContentfulStatusCode = 200,
): Promise<Response> => c.html(isolateDirections((await html`${part}`).toString()), status);
