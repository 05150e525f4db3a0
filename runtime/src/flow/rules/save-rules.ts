import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { ruleSets } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { addEditor } from './add-editor.ts';
import { checkRules } from './check-rules.ts';
import { getRulesVersionForUpdate } from './get-rules-version.ts';

/** What a draft says from now on. `revision` is the one that was read: a save on top of another one is refused. */
export const SaveRulesInput = z.strictObject({
  definition: z.unknown(),
  reason: z.string().trim().max(500).optional(),
  revision: z.int().min(1),
});
export type SaveRulesInput = z.infer<typeof SaveRulesInput>;

/**
 * Saves a draft; whoever saves it, or made the key that does, is one of its editors from then on. Returns its new revision; content that is the same
 * as before makes none. Throws `rules.not_found`, `rules.state_refused`, `rules.revision_conflict` and
 * `rules.definition_invalid`, and nothing of the draft is lost then.
 */
export async function saveRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SaveRulesInput & { versionId: string };
}): Promise<{ revision: number }> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersionForUpdate(tx, ctx, input.versionId, 'draft');
    if (version.revision !== input.revision) throw new AppError('rules.revision_conflict');
    const content = await checkRules(tx, input.definition);
    const reason = input.reason ?? version.reason;
    if (content.contentHash === version.contentHash && reason === version.reason)
      return { revision: version.revision };
    const revision = version.revision + 1;
    await tx
      .update(ruleSets)
      .set({
        definition: content.definition,
        contentHash: content.contentHash,
        reason,
        revision,
        editors: await addEditor(tx, version.editors, ctx.actor),
        updatedAt: ctx.deps.clock.now(),
      })
      .where(eq(ruleSets.id, version.id));
    await recordAudit(tx, ctx, {
      action: 'rules.save',
      objectKind: 'rule_set',
      objectId: version.id,
      before: {
        contentHash: version.contentHash,
        revision: version.revision,
        definition: version.definition,
      },
      after: { contentHash: content.contentHash, revision, definition: content.definition },
    });
    return { revision };
  });
}
