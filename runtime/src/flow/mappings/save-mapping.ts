import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { checkContent } from './check-content.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';

/** What a draft says from now on. `revision` is the one that was read: a save on top of another one is refused. */
export const SaveMappingInput = z.strictObject({
  definition: z.unknown(),
  script: z.string().nullable(),
  reason: z.string().trim().max(500).optional(),
  revision: z.int().min(1),
});
export type SaveMappingInput = z.infer<typeof SaveMappingInput>;

/**
 * Saves a draft. Returns its new revision; content that is the same as before makes none.
 * Throws `mapping.not_found`, `mapping.state_refused`, `mapping.revision_conflict`, `mapping.definition_invalid`,
 * `mapping.script_refused`, and nothing of the draft is lost then.
 */
export async function saveMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SaveMappingInput & { versionId: string };
}): Promise<{ revision: number }> {
  authoriseMappings(ctx);
  const content = checkContent(ctx, { definition: input.definition, script: input.script });
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'draft');
    if (version.revision !== input.revision) throw new AppError('mapping.revision_conflict');
    const { system, object, kind } = content.parsed;
    if (system !== version.system || object !== version.object || kind !== version.kind) {
      throw new AppError('mapping.definition_invalid', {
        detail: `This mapping is of ${version.system} ${version.object} to ${version.kind}, and stays that.`,
      });
    }
    const reason = input.reason ?? version.reason;
    if (content.contentHash === version.contentHash && reason === version.reason)
      return { revision: version.revision };
    const revision = version.revision + 1;
    await tx
      .update(mappingVersions)
      .set({
        definition: content.definition,
        script: content.script,
        contentHash: content.contentHash,
        reason,
        revision,
        updatedAt: ctx.deps.clock.now(),
      })
      .where(eq(mappingVersions.id, version.id));
    await recordAudit(tx, ctx, {
      action: 'mapping.save',
      objectKind: 'mapping',
      objectId: version.id,
      before: { contentHash: version.contentHash, revision: version.revision },
      after: { contentHash: content.contentHash, revision },
    });
    return { revision };
  });
}
