import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../core/app-error.ts';
import { bodyOf } from '../body-source.ts';
import type { HttpLimits } from '../limits.ts';
import { parseJson } from '../parse-json.ts';
import { readBody } from '../read-body.ts';
import '../context-variables.ts';

const EMPTY_OBJECT = new TextEncoder().encode('{}');

/**
 * Reads the body of a route that takes one, within its bound, before anything else looks at it. A JSON body is parsed
 * and checked here once, so that no schema ever sees a refused key. Throws `request.*`.
 */
export function takeBody(limits: HttpLimits): MiddlewareHandler {
  return async (c, next) => {
    const kind = c.get('rule')?.body;
    if (kind === undefined) return next();
    const maxBytes = kind === 'ingest' ? limits.ingestBodyMaxBytes : limits.apiBodyMaxBytes;
    const bytes = await readBody(bodyOf(c), { maxBytes, timeoutMs: limits.bodyTimeoutMs });
    c.set('bodyBytes', bytes);
    if (kind === 'api') {
      const isJson = /^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '');
      if (bytes.length > 0 && !isJson) throw notJson();
      if (bytes.length > 0) parseJson(bytes);
      // The validators behind read the request again: they get the decoded bytes, and an object where nothing was sent.
      const isEmptyJson = bytes.length === 0 && isJson;
      const { method, url, headers } = c.req.raw;
      c.req.raw = new Request(url, {
        method,
        headers,
        body: isEmptyJson ? EMPTY_OBJECT : new Uint8Array(bytes),
      });
    }
    return next();
  };
}

function notJson(): AppError {
  return new AppError('request.invalid', {
    errors: [{ pointer: '/headers/content-type', code: 'request.invalid', detail: 'Send application/json.' }],
  });
}
