import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { Tx } from '../../db/open-database.ts';
import { records, sourceLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { MappedRecord } from './mapped-record.ts';

type SourceRef = { system: string; connectionId: string | null; object: string; externalId: string };

/**
 * Holds source records until the transaction ends, so that two versions of one record are stored one after the other
 * and the second sees the link of the first. In one order for everybody, so that two batches never wait for each other.
 */
export async function lockSources(tx: Tx, ctx: Ctx, sources: SourceRef[]): Promise<void> {
  const keys = sources.map(({ system, connectionId, object, externalId }) =>
    JSON.stringify([ctx.organizationId, system, connectionId, object, externalId]),
  );
  await tx.execute(sql`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(value, 0) as key
      from jsonb_array_elements_text((${JSON.stringify(keys)}::text)::jsonb) order by key
    ) as keys`);
}

/** True for a version that is older than the one that our record was made of: mapped now, it would undo the newer. */
export async function isOutdated(tx: Tx, source: SourceRef & { recordId: string }): Promise<boolean> {
  const own = alias(records, 'own');
  const rows = await tx
    .select({ id: own.id })
    .from(sourceLinks)
    .innerJoin(
      records,
      and(eq(records.organizationId, sourceLinks.organizationId), eq(records.id, sourceLinks.recordId)),
    )
    .innerJoin(own, and(eq(own.organizationId, sourceLinks.organizationId), eq(own.id, source.recordId)))
    .where(
      and(
        isSource(source),
        sql`(${own.seenAt}, ${own.seenSequence}) < (${records.seenAt}, ${records.seenSequence})`,
      ),
    );
  return rows.length > 0;
}

/** Which of our records a record of another system is; undefined when it is new to us. */
export async function findLinked(tx: Tx, source: SourceRef): Promise<string | undefined> {
  const [link] = await tx
    .select({ canonicalId: sourceLinks.canonicalId })
    .from(sourceLinks)
    .where(isSource(source));
  return link?.canonicalId;
}

function isSource(source: SourceRef): SQL | undefined {
  return and(
    eq(sourceLinks.system, source.system),
    source.connectionId === null
      ? isNull(sourceLinks.connectionId)
      : eq(sourceLinks.connectionId, source.connectionId),
    eq(sourceLinks.object, source.object),
    eq(sourceLinks.externalId, source.externalId),
  );
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
