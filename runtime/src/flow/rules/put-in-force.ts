import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { checkRules } from './check-rules.ts';
import { findLiveRules, lockRules } from './find-live-rules.ts';
import type { RulesVersionRow } from './get-rules-version.ts';
import { moveRules } from './move-rules.ts';
import { refuseEditor } from './refuse-editor.ts';

/**
 * Makes a locked version the one by which invoices are routed, and retires the one before in the same transaction, so
 * that there is never none and never two. Throws `rules.review_refused` for whoever wrote in it, and
 * `rules.definition_invalid` when somebody whom it asks left since.
 */
export async function putInForce(
  tx: Tx,
  ctx: Ctx,
  { version, action, reason }: { version: RulesVersionRow; action: string; reason: string },
): Promise<void> {
  const liftedRules = await refuseEditor(tx, ctx, version);
  await checkRules(tx, version.definition);
  await lockRules(tx, ctx, version.entityId);
  const live = await findLiveRules(tx, version.entityId);
  if (live !== undefined)
    await moveRules(tx, ctx, { version: live, to: 'retired', action: 'rules.retire', reason });
  await moveRules(tx, ctx, {
    version,
    to: 'published',
    action,
    set: { publisher: ctx.actor, publishedAt: ctx.deps.clock.now() },
    reason,
    liftedRules,
  });
}
