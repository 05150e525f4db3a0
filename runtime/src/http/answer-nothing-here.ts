import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AppError } from '../core/app-error.ts';
import { toProblem } from './problem.ts';

/** Answers 404, or 405 with `Allow` where the path exists for other methods (RFC 9110 section 15.5.6). */
export function answerNothingHere(c: Context, app: OpenAPIHono, publicBaseUrl: string): Response {
  const place = { requestId: c.get('requestId'), publicBaseUrl };
  const allowed = new Set(
    app.routes
      .filter((route) => route.method !== 'ALL' && matches(route.path, c.req.path))
      .map((route) => route.method),
  );
  if (allowed.size === 0) return toProblem(new AppError('request.not_found'), place);
  const methods = [...allowed].sort().join(', ');
  const error = new AppError('request.method_not_allowed', {
    detail: `${c.req.method} is not possible here. Use ${methods}.`,
  });
  const answer = toProblem(error, place);
  answer.headers.set('allow', methods);
  return answer;
}

/** Whether a path fits a pattern of literal parts and `:names`. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  );
}
