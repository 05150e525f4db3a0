import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../core/app-error.ts';
import { UNSTORABLE } from '../../core/storable-text.ts';

/** Refuses U+0000 in a path or a query (`request.invalid`): no text of ours holds one, and PostgreSQL takes none. */
export const refuseNullCharacter: MiddlewareHandler = (c, next) => {
  const { pathname, search } = new URL(c.req.url);
  for (const [part, text] of [
    ['/path', pathname],
    ['/query', search],
  ] as const) {
    if (!text.includes('%00')) continue;
    throw new AppError('request.invalid', {
      errors: [{ pointer: part, code: 'request.invalid', detail: `This text ${UNSTORABLE}.` }],
    });
  }
  return next();
};
