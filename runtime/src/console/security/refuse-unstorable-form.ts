import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../core/app-error.ts';
import { isStorableText, UNSTORABLE } from '../../core/storable-text.ts';
import type { ConsoleEnv } from '../console-env.ts';

/** Refuses a form with a text that cannot be stored (`request.invalid`), and names its field. Nobody types one. */
export const refuseUnstorableForm: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  // A form without a body is one without fields, to the routes as well.
  if (c.req.header('content-type') === undefined) return next();
  const form = await c.req.formData();
  for (const [name, value] of form) {
    if (typeof value !== 'string' || isStorableText(value)) continue;
    throw new AppError('request.invalid', { detail: `The field "${name}" ${UNSTORABLE}.` });
  }
  return next();
};
