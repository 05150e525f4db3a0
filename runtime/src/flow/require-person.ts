import type { Actor } from '../core/actor.ts';
import { AppError } from '../core/app-error.ts';
import { liftedFor, type SegregationRule } from '../core/approvals/segregation-rules.ts';
import type { Tx } from '../db/open-database.ts';
import type { Ctx } from './context.ts';
import { loadSwitchedOff } from './segregation/load-switched-off.ts';

/** Throws `approval.person_required` where a machine acts, and may not. */
export function requirePerson(ctx: Ctx): void {
  if (ctx.actor.kind !== 'person') throw new AppError('approval.person_required');
}

/**
 * That somebody took no part in an earlier step of what several people are to see. Returns the switched-off rules of
 * segregation that would have refused them. Throws `approval.person_required` for a machine, and
 * `settlement.same_person`.
 */
export async function requireOtherPerson(
  tx: Tx,
  ctx: Ctx,
  { rule, earlier }: { rule: SegregationRule; earlier: readonly (Actor | null)[] },
): Promise<SegregationRule[]> {
  requirePerson(ctx);
  const personIds = earlier.flatMap((actor) => (actor === null ? [] : [actor.id]));
  if (!personIds.includes(ctx.actor.id)) return [];
  const lifted = liftedFor([{ rule, personIds }], await loadSwitchedOff(tx), [ctx.actor.id]);
  if (lifted.length === 0) throw new AppError('settlement.same_person');
  return lifted;
}
