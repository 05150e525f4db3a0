import { AppError } from '../../core/app-error.ts';
import { liftedFor, type SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { loadSwitchedOff } from '../segregation/load-switched-off.ts';
import type { RulesVersionRow } from './get-rules-version.ts';

/**
 * Who has a say in whether rules hold: a person, and nobody who wrote in them. Returns the switched-off rules of
 * segregation that would have refused them. Throws `rules.review_refused`.
 */
export async function refuseEditor(tx: Tx, ctx: Ctx, version: RulesVersionRow): Promise<SegregationRule[]> {
  if (ctx.actor.kind !== 'person') {
    throw new AppError('rules.review_refused', { detail: 'A person decides about rules, and no key.' });
  }
  const editors = version.editors.map(({ id }) => id);
  if (!editors.includes(ctx.actor.id)) return [];
  const lifted = liftedFor([{ rule: 'own_rules', personIds: editors }], await loadSwitchedOff(tx), [
    ctx.actor.id,
  ]);
  if (lifted.length > 0) return lifted;
  throw new AppError('rules.review_refused', {
    detail: 'Nobody reviews or publishes rules that they wrote themselves.',
  });
}
