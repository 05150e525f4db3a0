import { and, eq, isNull } from 'drizzle-orm';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { Tx } from '../../db/open-database.ts';
import { sourceLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { MappedRecord } from './mapped-record.ts';

type SourceRef = { system: string; connectionId: string | null; object: string; externalId: string };

/** Which of our records a record of another system is; undefined when it is new to us. */
export async function findLinked(tx: Tx, source: SourceRef): Promise<string | undefined> {
  const [link] = await tx
    .select({ canonicalId: sourceLinks.canonicalId })
    .from(sourceLinks)
    .where(
      and(
        eq(sourceLinks.system, source.system),
        source.connectionId === null
          ? isNull(sourceLinks.connectionId)
          : eq(sourceLinks.connectionId, source.connectionId),
        eq(sourceLinks.object, source.object),
        eq(sourceLinks.externalId, source.externalId),
      ),
    );
  return link?.canonicalId;
}

/** Remembers which of our records a record of another system is, and which versions made it. */
export async function linkSource<Kind extends CanonicalKind>(
  tx: Tx,
  ctx: Ctx,
  mapped: MappedRecord<Kind>,
  canonicalId: string,
): Promise<void> {
  const { source } = mapped;
  const versions = {
    recordId: source.recordId,
    mappingVersionId: mapped.mappingVersionId,
    updatedAt: ctx.deps.clock.now(),
  };
  await tx
    .insert(sourceLinks)
    .values({
      organizationId: ctx.organizationId,
      system: source.system,
      connectionId: source.connectionId,
      object: source.object,
      externalId: source.externalId,
      kind: mapped.kind,
      canonicalId,
      ...versions,
    })
    .onConflictDoUpdate({
      target: [
        sourceLinks.organizationId,
        sourceLinks.system,
        sourceLinks.connectionId,
        sourceLinks.object,
        sourceLinks.externalId,
      ],
      set: versions,
    });
}
