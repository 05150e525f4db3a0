import { AppError } from '../../core/app-error.ts';
import { authorise, type Ctx } from '../context.ts';

/**
 * Refuses what concerns the trail as a whole without the permission (`auth.scope_missing`), and to somebody who may see
 * some legal entities only (`auth.entity_not_granted`): the chain is one for the organization.
 */
export function authoriseAudit(ctx: Ctx): void {
  authorise(ctx, 'audit');
  if (ctx.entityIds !== null) {
    throw new AppError('auth.entity_not_granted', {
      detail: 'The trail as a whole is for those who may see every legal entity.',
    });
  }
}
