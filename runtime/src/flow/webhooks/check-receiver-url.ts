import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../context.ts';

/** Refuses an address that we may not call where it is given (`request.invalid`), and not days later in a log. */
export function checkReceiverUrl(ctx: Ctx, url: string, field: string): void {
  try {
    ctx.deps.webhooks.check(url);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const detail = `${cause.detail} An address inside your network is opened with SEIKYU_OPENED_ORIGINS.`;
    throw new AppError('request.invalid', {
      errors: [{ pointer: `/body/${field}`, code: cause.code, detail }],
    });
  }
}
