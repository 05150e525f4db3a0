import type { Actor } from '../../core/actor.ts';
import type { Ctx } from '../../flow/context.ts';
import type { TimelineEntry } from '../../flow/read/get-invoice.ts';
import type { ApprovalView } from '../../flow/read/list-approvals.ts';

/** Whether somebody may decide a request, and if not, why. */
export type DecisionRight = 'may' | 'own' | 'other_role' | 'no_permission';

type DecisionRightInput = {
  viewer: Pick<Ctx, 'actor' | 'permissions' | 'roles'>;
  request: Pick<ApprovalView, 'role' | 'requestedBy'>;
  timeline: readonly Pick<TimelineEntry, 'type' | 'actor'>[];
};

const AUTHORING = ['invoice.created', 'invoice.regenerated'];

/** What to offer to a viewer. The verb decides again, with what only it knows, such as earlier steps. */
export function decisionRight({ viewer, request, timeline }: DecisionRightInput): DecisionRight {
  if (!viewer.permissions.has('approve')) return 'no_permission';
  const authors = timeline.filter(({ type }) => AUTHORING.includes(type)).map(({ actor }) => actor);
  const isViewer = (actor: Actor) => actor.kind === viewer.actor.kind && actor.id === viewer.actor.id;
  if ([request.requestedBy, ...authors].some(isViewer)) return 'own';
  return viewer.roles.includes(request.role) ? 'may' : 'other_role';
}
