import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { findLiveForUpdate } from './find-live.ts';
import type { VersionRow } from './get-version.ts';
import { moveVersion } from './move-version.ts';

type Publication = {
  version: VersionRow;
  reason: string;
  /** The switched-off rules of segregation that would have refused it. */
  liftedRules?: readonly SegregationRule[];
};

/**
 * Makes a locked version the live one and retires the one before in the same transaction, so that there is never none
 * and never two. Records that are mapped from here on go through it.
 */
export async function makeLive(
  tx: Tx,
  ctx: Ctx,
  { version, reason, liftedRules = [] }: Publication,
): Promise<void> {
  const live = await findLiveForUpdate(tx, version);
  if (live !== undefined) {
    await moveVersion(tx, ctx, { version: live, to: 'retired', action: 'mapping.retire', reason });
  }
  await moveVersion(tx, ctx, {
    version,
    to: 'published',
    action: 'mapping.publish',
    set: { publishedAt: ctx.deps.clock.now() },
    reason,
    liftedRules,
  });
}
