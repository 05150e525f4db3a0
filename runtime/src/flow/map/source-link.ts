import { sql } from 'drizzle-orm';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { Tx } from '../../db/open-database.ts';
import { sourceLinks } from '../../db/schema/index.ts';
import { writeMany } from '../../db/write-many.ts';
import type { Ctx } from '../context.ts';
import { recordKeyOf } from '../subject-key.ts';
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

/** A source record as it stands with us. */
export type SourceStanding = {
  /** Which of ours it is; undefined when it is new to us. */
  canonicalId: string | undefined;
  /** Ours was made of a later version: this one, mapped now, would undo it. */
  isOutdated: boolean;
  /** A failure of its mapping is open. */
  hasOpenFailure: boolean;
};

/** How each of some source records stands, in order. Whoever is to write holds their locks. */
export async function loadStandings(
  tx: Tx,
  sources: (SourceRef & { recordId: string })[],
): Promise<SourceStanding[]> {
  const wanted = sources.map((source) => ({ ...source, subjectKey: recordKeyOf(source) }));
  const rows = await tx.execute<{
    canonical_id: string | null;
    is_outdated: boolean | null;
    has_open_failure: boolean;
  }>(sql`
    select link.canonical_id,
      (own.seen_at, own.seen_sequence) < (current.seen_at, current.seen_sequence) as is_outdated,
      exists (
        select from dead_letters letter
        where letter.queue = 'map' and letter.subject_key = wanted.subject_key
          and letter.state in ('retrying', 'dead')
      ) as has_open_failure
    from jsonb_array_elements((${JSON.stringify(wanted)}::text)::jsonb) with ordinality as element (value, place)
    cross join lateral (
      select value ->> 'system' as system, value ->> 'connectionId' as connection_id, value ->> 'object' as object,
        value ->> 'externalId' as external_id, value ->> 'recordId' as record_id, value ->> 'subjectKey' as subject_key
    ) as wanted
    -- Links of no connection apart: a comparison that takes two missing values for equal uses no index.
    left join lateral (
      select * from source_links of_connection
      where of_connection.system = wanted.system and of_connection.connection_id = wanted.connection_id
        and of_connection.object = wanted.object and of_connection.external_id = wanted.external_id
      union all
      select * from source_links of_none
      where wanted.connection_id is null and of_none.connection_id is null and of_none.system = wanted.system
        and of_none.object = wanted.object and of_none.external_id = wanted.external_id
    ) as link on true
    left join records current on current.organization_id = link.organization_id and current.id = link.record_id
    left join records own on own.organization_id = link.organization_id and own.id = wanted.record_id
    order by place`);
  return rows.map((row) => ({
    canonicalId: row.canonical_id ?? undefined,
    isOutdated: row.is_outdated ?? false,
    hasOpenFailure: row.has_open_failure,
  }));
}

/** Remembers which of our records those of other systems are, and which versions made them. */
export async function linkSources<Kind extends CanonicalKind>(
  tx: Tx,
  ctx: Ctx,
  links: { mapped: MappedRecord<Kind>; canonicalId: string }[],
): Promise<void> {
  await writeMany(
    tx,
    sourceLinks,
    links.map(({ mapped: { kind, source, mappingVersionId }, canonicalId }) => ({
      organizationId: ctx.organizationId,
      system: source.system,
      connectionId: source.connectionId,
      object: source.object,
      externalId: source.externalId,
      kind,
      canonicalId,
      recordId: source.recordId,
      mappingVersionId,
      updatedAt: ctx.deps.clock.now(),
    })),
    {
      target: ['organizationId', 'system', 'connectionId', 'object', 'externalId'],
      update: ['recordId', 'mappingVersionId', 'updatedAt'],
    },
  );
}
