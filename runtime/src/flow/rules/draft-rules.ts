import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, ruleSets } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { addEditor } from './add-editor.ts';
import { checkRules } from './check-rules.ts';
import { compileDefinition } from './compile-definition.ts';
import { findLiveRules, lockRules } from './find-live-rules.ts';
import { getRulesVersion, type RulesVersionRow } from './get-rules-version.ts';

/** What a draft begins as: the definition given, else the version named, else the live one. */
export const DraftRulesInput = z.strictObject({
  entityId: z.string(),
  fromVersionId: z.string().optional(),
  definition: z.unknown().optional(),
  reason: z.string().trim().max(500).default(''),
});
export type DraftRulesInput = z.input<typeof DraftRulesInput>;

/**
 * Opens a draft of an entity's rules; nothing is routed by it before somebody else reviewed and published it.
 * Returns its id. Throws `rules.not_found` and `rules.definition_invalid`.
 */
export async function draftRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DraftRulesInput;
}): Promise<{ versionId: string }> {
  const { entityId, fromVersionId, definition, reason } = DraftRulesInput.parse(input);
  authorise(ctx, 'rules', entityId);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseUnknownEntity(tx, entityId);
    await lockRules(tx, ctx, entityId);
    const base = await findBase(tx, ctx, { entityId, fromVersionId });
    if (definition === undefined && base === undefined) throw new AppError('rules.not_found');
    // A copy may ask somebody who left since: the draft is where that is mended, and no such draft is submitted.
    const content =
      definition === undefined ? compileDefinition(base?.definition) : await checkRules(tx, definition);
    const [last] = await tx
      .select({ version: max(ruleSets.version) })
      .from(ruleSets)
      .where(eq(ruleSets.entityId, entityId));
    const versionId = ctx.deps.ids.next('ruleSet');
    const version = (last?.version ?? 0) + 1;
    const now = ctx.deps.clock.now();
    await tx.insert(ruleSets).values({
      organizationId: ctx.organizationId,
      id: versionId,
      entityId,
      version,
      definition: content.definition,
      contentHash: content.contentHash,
      status: 'draft',
      baseVersionId: base?.id ?? null,
      author: ctx.actor,
      editors: await addEditor(tx, [], ctx.actor),
      reason,
      createdAt: now,
      updatedAt: now,
    });
    await recordAudit(tx, ctx, {
      action: 'rules.draft',
      objectKind: 'rule_set',
      objectId: versionId,
      after: { entityId, version, baseVersionId: base?.id ?? null, contentHash: content.contentHash },
      ...(reason === '' ? {} : { reason }),
    });
    return { versionId };
  });
}

async function refuseUnknownEntity(tx: Tx, entityId: string): Promise<void> {
  const found = await tx.select({ id: entities.id }).from(entities).where(eq(entities.id, entityId));
  if (found.length === 0) throw new AppError('rules.not_found');
}

async function findBase(
  tx: Tx,
  ctx: Ctx,
  { entityId, fromVersionId }: { entityId: string; fromVersionId: string | undefined },
): Promise<RulesVersionRow | undefined> {
  if (fromVersionId === undefined) return findLiveRules(tx, entityId);
  const base = await getRulesVersion(tx, ctx, fromVersionId);
  if (base.entityId !== entityId) throw new AppError('rules.not_found');
  return base;
}
