import { and, eq, isNull, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { MappingDefinition } from '../../core/mapping/definition.ts';
import type { Tx } from '../../db/open-database.ts';
import { connections, mappingFixtures, mappingVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { checkContent } from './check-content.ts';
import { findReplaced } from './find-live.ts';
import { getVersion, type VersionRow } from './get-version.ts';

/**
 * From which version a draft starts; without one from the definition given, for an object that has no mapping yet;
 * without that from the live version of the mapping named.
 */
export const DraftMappingInput = z.strictObject({
  /** The mapping that the draft must be of. */
  mapping: z.strictObject({ system: z.string(), object: z.string() }).optional(),
  fromVersionId: z.string().optional(),
  definition: z.unknown().optional(),
  script: z.string().nullable().optional(),
  /** The connection whose records alone it is for; null or absent for all of its system. */
  connectionId: z.string().nullable().optional(),
  reason: z.string().trim().max(500).default(''),
});
export type DraftMappingInput = z.input<typeof DraftMappingInput>;

/**
 * Opens a draft: a copy of a version with its fixtures, or a first version for an object that has none. Returns its id.
 * Throws `mapping.not_found`, `connection.not_found`, `mapping.definition_invalid` and `mapping.script_refused`.
 */
export async function draftMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DraftMappingInput;
}): Promise<{ versionId: string }> {
  authoriseMappings(ctx);
  const parsed = DraftMappingInput.parse(input);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const base = await findBase(tx, parsed);
    const content = checkContent(ctx, {
      definition: parsed.definition ?? base?.definition,
      script: parsed.script === undefined ? (base?.script ?? null) : parsed.script,
    });
    const connectionId =
      parsed.connectionId === undefined ? (base?.connectionId ?? null) : parsed.connectionId;
    await refuseWrongConnection(tx, content.parsed, connectionId);
    const { system, object, kind } = content.parsed;
    const { mapping = content.parsed } = parsed;
    if (system !== mapping.system || object !== mapping.object) {
      throw new AppError('mapping.definition_invalid', {
        detail: `This is of ${system} ${object}, and the draft is one of ${mapping.system} ${mapping.object}.`,
      });
    }
    const versionId = ctx.deps.ids.next('mappingVersion');
    const now = ctx.deps.clock.now();
    const version = (await lastNumber(tx, ctx, { system, object, connectionId })) + 1;
    await tx.insert(mappingVersions).values({
      organizationId: ctx.organizationId,
      id: versionId,
      system,
      object,
      kind,
      connectionId,
      version,
      definition: content.definition,
      script: content.script,
      contentHash: content.contentHash,
      status: 'draft',
      baseVersionId: base?.id ?? null,
      author: ctx.actor,
      reason: parsed.reason,
      createdAt: now,
      updatedAt: now,
    });
    if (base !== undefined) await copyFixtures(tx, ctx, base, versionId);
    await recordAudit(tx, ctx, {
      action: 'mapping.draft',
      objectKind: 'mapping',
      objectId: versionId,
      after: { system, object, version, baseVersionId: base?.id ?? null },
      ...(parsed.reason === '' ? {} : { reason: parsed.reason }),
    });
    return { versionId };
  });
}

async function findBase(
  tx: Tx,
  { fromVersionId, definition, mapping, connectionId }: z.output<typeof DraftMappingInput>,
): Promise<VersionRow | undefined> {
  if (fromVersionId !== undefined) return getVersion(tx, fromVersionId);
  if (definition !== undefined || mapping === undefined) return undefined;
  const live = await findReplaced(tx, { ...mapping, connectionId: connectionId ?? null });
  if (live === undefined) throw new AppError('mapping.not_found');
  return live;
}

async function refuseWrongConnection(
  tx: Tx,
  { system }: MappingDefinition,
  connectionId: string | null,
): Promise<void> {
  if (connectionId === null) return;
  const [connection] = await tx
    .select({ system: connections.system })
    .from(connections)
    .where(eq(connections.id, connectionId));
  if (connection?.system !== system) throw new AppError('connection.not_found');
}

/** The highest number so far, held until the transaction ends: two drafts at once get one after the other. */
async function lastNumber(
  tx: Tx,
  ctx: Ctx,
  { system, object, connectionId }: Pick<VersionRow, 'system' | 'object' | 'connectionId'>,
): Promise<number> {
  const series = JSON.stringify(['mapping', ctx.organizationId, system, object, connectionId]);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${series}, 0))`);
  const [row] = await tx
    .select({ last: max(mappingVersions.version) })
    .from(mappingVersions)
    .where(
      and(
        eq(mappingVersions.system, system),
        eq(mappingVersions.object, object),
        connectionId === null
          ? isNull(mappingVersions.connectionId)
          : eq(mappingVersions.connectionId, connectionId),
      ),
    );
  return row?.last ?? 0;
}

async function copyFixtures(tx: Tx, ctx: Ctx, base: VersionRow, versionId: string): Promise<void> {
  const fixtures = await tx.select().from(mappingFixtures).where(eq(mappingFixtures.versionId, base.id));
  if (fixtures.length === 0) return;
  await tx
    .insert(mappingFixtures)
    .values(fixtures.map((fixture) => ({ ...fixture, versionId, updatedAt: ctx.deps.clock.now() })));
}
