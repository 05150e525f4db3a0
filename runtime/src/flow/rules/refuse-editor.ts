import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../context.ts';
import type { RulesVersionRow } from './get-rules-version.ts';

/** Who has a say in whether rules hold: a person, and nobody who wrote in them. Throws `rules.review_refused`. */
export function refuseEditor(ctx: Ctx, version: RulesVersionRow): void {
  if (ctx.actor.kind !== 'person') {
    throw new AppError('rules.review_refused', { detail: 'A person decides about rules, and no key.' });
  }
  if (version.editors.some(({ id }) => id === ctx.actor.id)) {
    throw new AppError('rules.review_refused', {
      detail: 'Nobody reviews or publishes rules that they wrote themselves.',
    });
  }
}
