import { AppError } from '../core/app-error.ts';
import type { Ctx } from '../flow/context.ts';

const placeOf = (ctx: Ctx, list: string): string => `organization:${ctx.organizationId}|cursor:${list}`;

/** Seals the place to go on from: nobody can read, edit or make up a cursor, or use it on another list. */
export function sealCursor(ctx: Ctx, list: string, lastId: string): string {
  return Buffer.from(ctx.deps.secretBox.seal(lastId, placeOf(ctx, list))).toString('base64url');
}

/** Opens a cursor; throws `request.invalid` for one that this list did not give out. */
export function openCursor(ctx: Ctx, list: string, cursor: string): string {
  try {
    return ctx.deps.secretBox.open(Buffer.from(cursor, 'base64url'), placeOf(ctx, list));
  } catch (cause) {
    throw new AppError('request.invalid', {
      cause,
      errors: [
        {
          pointer: '/query/cursor',
          code: 'request.invalid',
          detail: 'This cursor was not given out by this list.',
        },
      ],
    });
  }
}
