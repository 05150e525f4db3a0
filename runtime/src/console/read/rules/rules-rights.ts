import type { RulesStatus } from '../../../core/rules/rules-status.ts';
import type { Ctx } from '../../../flow/context.ts';
import type { RulesVersionRow } from '../../../flow/rules/get-rules-version.ts';

/** What can be done to a version of rules from its page. */
export type RulesAction =
  | 'edit'
  | 'simulate'
  | 'submit'
  | 'withdraw'
  | 'review'
  | 'publish'
  | 'rollBack'
  | 'discard'
  | 'draft';

/** Why the viewer may not do it now. */
export type RulesRefusal = 'permission' | 'entity' | 'own' | 'noReason';

/** An action that the state of a version allows, and why this viewer may not take it; null when they may. */
export type RulesRight = { action: RulesAction; refusal: RulesRefusal | null };

const ACTIONS: Record<RulesStatus, readonly RulesAction[]> = {
  draft: ['submit', 'edit', 'simulate', 'discard'],
  in_review: ['review', 'simulate', 'withdraw'],
  reviewed: ['publish', 'simulate', 'withdraw'],
  published: ['draft'],
  retired: ['rollBack', 'draft', 'simulate'],
  discarded: ['draft'],
};

/** What the state of a version allows, in the order of the page, each with why the viewer may not. */
export function rulesRights(
  ctx: Ctx,
  version: RulesVersionRow,
  { isBarred }: { isBarred: boolean },
): RulesRight[] {
  return ACTIONS[version.status].map((action) => ({
    action,
    refusal: refuseRulesViewer(ctx, version.entityId) ?? refuseAction(ctx, version, { action, isBarred }),
  }));
}

/** Why somebody may change no rules of an entity at all; null when they may. */
export function refuseRulesViewer(ctx: Ctx, entityId: string): RulesRefusal | null {
  if (!ctx.permissions.has('rules')) return 'permission';
  return ctx.entityIds === null || ctx.entityIds.includes(entityId) ? null : 'entity';
}

function refuseAction(
  ctx: Ctx,
  version: RulesVersionRow,
  { action, isBarred }: { action: RulesAction; isBarred: boolean },
): RulesRefusal | null {
  switch (action) {
    case 'submit':
      return version.reason.trim() === '' ? 'noReason' : null;
    case 'review':
    case 'publish':
    case 'rollBack':
      return isBarred && isRulesEditor(ctx, version) ? 'own' : null;
    default:
      return null;
  }
}

/** True for whoever wrote in a version: they have no say in whether it holds, unless that rule is switched off. */
export const isRulesEditor = (ctx: Ctx, { editors }: Pick<RulesVersionRow, 'editors'>): boolean =>
  editors.some(({ id }) => id === ctx.actor.id);
