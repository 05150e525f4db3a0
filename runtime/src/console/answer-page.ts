import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ConsoleContext } from './console-env.ts';
import { isolateDirections } from './security/isolate-directions.ts';

/** Answers with a page. */
export const answerPage = async (
  c: ConsoleContext,
  page: HtmlEscapedString | Promise<HtmlEscapedString>,
  status: ContentfulStatusCode = 200,
): Promise<Response> => c.html(isolateDirections((await html`<!DOCTYPE html>${page}`).toString()), status);
