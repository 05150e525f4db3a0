import { isMappedAgain } from '../../../core/mapping/runs/is-mapped-again.ts';
import type { MappingStatus } from '../../../core/mapping/version-status.ts';
import type { Ctx } from '../../../flow/context.ts';
import type { VersionRow } from '../../../flow/mappings/get-version.ts';

/** What can be done to a version of a mapping from its page. */
export type VersionAction =
  | 'edit'
  | 'submit'
  | 'withdraw'
  | 'review'
  | 'publish'
  | 'rollBack'
  | 'discard'
  | 'draft'
  | 'tryOut'
  | 'backfill'
  | 'resume';

/** Why the viewer may not do it now. */
export type RightRefusal =
  | 'permission'
  | 'entities'
  | 'own'
  | 'noReason'
  | 'breaking'
  | 'fixtures'
  | 'noDryRun';

/** An action that the state of a version allows, and why this viewer may not take it; null when they may. */
export type VersionRight = { action: VersionAction; refusal: RightRefusal | null };

/** What is known about a version besides its row. */
export type VersionFacts = {
  hasBreakingChange: boolean;
  hasFailedFixture: boolean;
  hasDryRun: boolean;
  /** The viewer wrote in it: somebody else reviews and publishes it. */
  isBarred: boolean;
};

const ACTIONS: Record<MappingStatus, readonly VersionAction[]> = {
  draft: ['submit', 'edit', 'tryOut', 'discard'],
  in_review: ['review', 'tryOut', 'withdraw'],
  reviewed: ['publish', 'tryOut', 'withdraw'],
  published: ['resume', 'draft', 'tryOut', 'backfill'],
  retired: ['rollBack', 'draft'],
  discarded: ['draft'],
};

/** What the state of a version allows, in the order of the page, each with why the viewer may not. */
export function versionRights(ctx: Ctx, version: VersionRow, facts: VersionFacts): VersionRight[] {
  const actions = ACTIONS[version.status].filter((action) =>
    action === 'backfill' ? isMappedAgain(version.kind) : action !== 'resume' || version.pausedAt !== null,
  );
  return actions.map((action) => ({
    action,
    refusal: refuseViewer(ctx) ?? refuseAction(version, facts, action),
  }));
}

/** Why somebody may change no mapping at all; null when they may. */
export function refuseViewer(ctx: Ctx): RightRefusal | null {
  if (!ctx.permissions.has('mappings')) return 'permission';
  return ctx.entityIds === null ? null : 'entities';
}

function refuseAction(version: VersionRow, facts: VersionFacts, action: VersionAction): RightRefusal | null {
  switch (action) {
    case 'submit':
      if (version.reason.trim() === '') return 'noReason';
      if (facts.hasBreakingChange) return 'breaking';
      return facts.hasFailedFixture ? 'fixtures' : null;
    case 'review':
    case 'publish':
      return facts.isBarred ? 'own' : null;
    case 'backfill':
      return facts.hasDryRun ? null : 'noDryRun';
    default:
      return null;
  }
}
