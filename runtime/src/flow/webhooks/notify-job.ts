import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';

/** The job of one attempt of a message, at once or no earlier than told. */
export function notifyJob(
  ctx: Ctx,
  delivery: { id: string; lane: string },
  attempt: number,
  startAfter?: Date,
): NewJob<'notify'> {
  return {
    stage: 'notify',
    key: delivery.lane,
    payload: {
      organizationId: ctx.organizationId,
      requestId: ctx.requestId,
      deliveryId: delivery.id,
      attempt,
    },
    ...(startAfter === undefined ? {} : { startAfter }),
  };
}
