import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../context.ts';

/**
 * Refuses a key that acts as a person to everybody but that person: whoever makes a key sees it, and could approve under
 * a colleague's name. Throws `approval.person_required`.
 */
export function refuseKeyOfAnother({ actor }: Ctx, personId: string | undefined): void {
  if (personId === undefined || (actor.kind === 'person' && actor.id === personId)) return;
  throw new AppError('approval.person_required', {
    detail: 'A key that acts as a person is made by that person only.',
  });
}
