import { todayIn } from '../../core/civil-date.ts';
import type { Ctx } from '../context.ts';
import { invalidInput } from './read-amount.ts';

/** The zone whose day begins first: a day that has not begun there has begun nowhere. */
export const FIRST_ZONE = 'Pacific/Kiritimati';

/** Throws `request.invalid` for a day on which no money can have moved yet. */
export function refuseFuture(ctx: Ctx, day: string, pointer: string): void {
  if (day > todayIn(FIRST_ZONE, ctx.deps.clock.now())) {
    throw invalidInput(pointer, 'has not come yet anywhere');
  }
}
