import type { Actor } from '../core/actor.ts';
import { AppError } from '../core/app-error.ts';
import type { Ctx } from './context.ts';

/**
 * The person who acts, where a machine may not: throws `approval.person_required` for a machine, and
 * `settlement.same_person` for somebody who took part in an earlier step of what several people are to see.
 */
export function requirePerson(ctx: Ctx, earlier: readonly (Actor | null)[] = []): void {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new AppError('approval.person_required');
  if (earlier.some((other) => other?.id === actor.id)) throw new AppError('settlement.same_person');
}
