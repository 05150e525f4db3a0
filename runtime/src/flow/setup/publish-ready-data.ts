import { and, eq } from 'drizzle-orm';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { mappingVersions, ruleSets, templates } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { refuseScript } from '../mappings/check-content.ts';
import type { ReadyMapping, ReadyTemplate } from '../ports.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * Publishes a ready mapping as version 1, where the organization has none of its own for the object.
 * Throws `mapping.script_refused` for a script that may not be saved.
 */
export async function publishReadyMapping(tx: Tx, ctx: Ctx, ready: ReadyMapping): Promise<void> {
  authorise(ctx, 'admin');
  const existing = await tx
    .select({ id: mappingVersions.id })
    .from(mappingVersions)
    .where(and(eq(mappingVersions.system, ready.system), eq(mappingVersions.object, ready.object)));
  if (existing.length > 0) return;
  if (ready.script !== null) refuseScript(ctx, ready.script);
  const now = ctx.deps.clock.now();
  const id = ctx.deps.ids.next('mappingVersion');
  await tx.insert(mappingVersions).values({
    organizationId: ctx.organizationId,
    id,
    system: ready.system,
    object: ready.object,
    kind: ready.kind,
    version: 1,
    definition: ready.definition,
    script: ready.script,
    contentHash: ready.hash,
    status: 'published',
    publishedAt: now,
    createdAt: now,
  });
  await recordAudit(tx, ctx, {
    action: 'mapping.publish',
    objectKind: 'mapping',
    objectId: id,
    after: { system: ready.system, object: ready.object, version: 1, contentHash: ready.hash },
  });
}

/** Publishes the first rule set of an entity. */
export async function publishReadyRuleSet(
  tx: Tx,
  ctx: Ctx,
  ready: { entityId: string; definition: JsonObject; hash: string },
): Promise<void> {
  authorise(ctx, 'admin', ready.entityId);
  const id = ctx.deps.ids.next('ruleSet');
  await tx.insert(ruleSets).values({
    organizationId: ctx.organizationId,
    id,
    entityId: ready.entityId,
    version: 1,
    definition: ready.definition,
    contentHash: ready.hash,
    status: 'published',
    createdAt: ctx.deps.clock.now(),
  });
  await recordAudit(tx, ctx, {
    action: 'rules.publish',
    objectKind: 'rule_set',
    objectId: id,
    after: { entityId: ready.entityId, version: 1, contentHash: ready.hash },
  });
}

/** Publishes the first version of a template. */
export async function publishReadyTemplate(tx: Tx, ctx: Ctx, ready: ReadyTemplate): Promise<void> {
  authorise(ctx, 'admin');
  const id = ctx.deps.ids.next('template');
  await tx.insert(templates).values({
    organizationId: ctx.organizationId,
    id,
    name: ready.name,
    version: 1,
    source: ready.source,
    texts: ready.texts,
    contentHash: ready.hash,
    status: 'published',
    createdAt: ctx.deps.clock.now(),
  });
  await recordAudit(tx, ctx, {
    action: 'template.publish',
    objectKind: 'template',
    objectId: id,
    after: { name: ready.name, version: 1, contentHash: ready.hash },
  });
}
