import type { Ctx } from '../../flow/context.ts';
import type { ApprovalView } from '../../flow/read/list-approvals.ts';

/** Whether somebody may decide a request, and if not, why. */
export type DecisionRight = 'may' | 'own' | 'other_role' | 'no_permission';

/** What to offer to a viewer. The verb decides again, with what only it knows, such as the last editor. */
export function decisionRight(
  ctx: Pick<Ctx, 'actor' | 'permissions' | 'roles'>,
  request: Pick<ApprovalView, 'role' | 'requestedBy'>,
): DecisionRight {
  if (!ctx.permissions.has('approve')) return 'no_permission';
  const { requestedBy } = request;
  if (requestedBy.kind === ctx.actor.kind && requestedBy.id === ctx.actor.id) return 'own';
  return ctx.roles.includes(request.role) ? 'may' : 'other_role';
}
