import { AppError } from '../../core/app-error.ts';
import { authorise, type Ctx } from '../context.ts';

/**
 * Refuses who may not change mappings (`auth.scope_missing`), and who has a grant for some legal entities only: a
 * mapping is for the records of all of them (`auth.entity_not_granted`).
 */
export function authoriseMappings(ctx: Ctx): void {
  authorise(ctx, 'mappings');
  if (ctx.entityIds !== null) throw new AppError('auth.entity_not_granted');
}
