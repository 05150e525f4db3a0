import { createHash } from 'node:crypto';
import type { JsonObject } from '../../core/json.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { canonicalVersions } from '../../db/schema/index.ts';
import { writeMany } from '../../db/write-many.ts';
import type { Ctx } from '../context.ts';
import { recordAudits } from '../record-audit.ts';
import type { MappedRecord } from './mapped-record.ts';
import { linkSources } from './source-link.ts';
import { type StandingRow, VERSIONED_KINDS, type VersionedKind } from './versioned-table.ts';
import { VERSIONED_TABLES } from './versioned-tables.ts';

/** A mapped record of a kind of which every version is kept. */
export type VersionedRecord = { [Kind in VersionedKind]: MappedRecord<Kind> }[VersionedKind];

/** A mapped record with the id of ours that its source is linked to; undefined when the source is new. */
export type ToStore = { mapped: VersionedRecord; linkedId: string | undefined };

/** What became of a mapped record. */
export type StoredCanonical = { id: string; isChanged: boolean };

/**
 * Stores mapped records of distinct sources: a new version where the content changed, nothing where it did not.
 * One of ours per source record, so that a record that comes twice makes nothing twice. Returns them in order.
 */
export async function storeVersioned(tx: Tx, ctx: Ctx, records: ToStore[]): Promise<StoredCanonical[]> {
  if (records.length === 0) return [];
  const standing = await loadStanding(tx, records);
  const now = ctx.deps.clock.now();
  const versions = records.map(({ mapped, linkedId }) => {
    const id = linkedId ?? ctx.deps.ids.next(mapped.kind);
    const body = mapped.value as JsonObject;
    const bodyHash = createHash('sha256').update(stableJson(body)).digest('hex');
    const before = standing.get(id);
    return {
      mapped,
      id,
      body,
      bodyHash,
      before,
      version: (before?.version ?? 0) + 1,
      isChanged: before?.bodyHash !== bodyHash,
    };
  });
  const changed = versions.filter(({ isChanged }) => isChanged);
  // None needs the answer of another: they leave together.
  await Promise.all([
    linkSources(
      tx,
      ctx,
      versions.map(({ mapped, id }) => ({ mapped, canonicalId: id })),
    ),
    ...VERSIONED_KINDS.map((kind) => writeKind(kind)),
    writeMany(
      tx,
      canonicalVersions,
      changed.map(({ mapped, id, version, body }) => ({
        organizationId: ctx.organizationId,
        kind: mapped.kind,
        canonicalId: id,
        version,
        body,
        recordId: mapped.source.recordId,
        mappingVersionId: mapped.mappingVersionId,
        createdAt: now,
      })),
    ),
    recordAudits(
      tx,
      ctx,
      changed.map(({ mapped, id, before, body }) => ({
        action: before === undefined ? `${mapped.kind}.created` : `${mapped.kind}.updated`,
        objectKind: mapped.kind,
        objectId: id,
        before: before?.body ?? null,
        after: body,
      })),
    ),
  ]);
  return versions.map(({ id, isChanged }) => ({ id, isChanged }));

  function writeKind<Kind extends VersionedKind>(kind: Kind): Promise<unknown> | undefined {
    const rows = changed.flatMap(({ mapped, id, version, bodyHash }) =>
      isOfKind(mapped, kind)
        ? [
            {
              columns: {
                organizationId: ctx.organizationId,
                id,
                version,
                bodyHash,
                createdAt: now,
                updatedAt: now,
              },
              source: { system: mapped.source.system, connectionId: mapped.source.connectionId },
              value: mapped.value,
            },
          ]
        : [],
    );
    return rows.length === 0 ? undefined : VERSIONED_TABLES[kind].write(tx, rows);
  }
}

const isOfKind = <Kind extends VersionedKind>(
  mapped: VersionedRecord,
  kind: Kind,
): mapped is VersionedRecord & MappedRecord<Kind> => mapped.kind === kind;

/** The rows that the records are linked to, locked, by id. */
async function loadStanding(tx: Tx, records: ToStore[]): Promise<Map<string, StandingRow>> {
  const found = await Promise.all(
    VERSIONED_KINDS.map((kind) => {
      const ids = records.flatMap(({ mapped, linkedId }) =>
        mapped.kind === kind && linkedId !== undefined ? [linkedId] : [],
      );
      return ids.length === 0 ? [] : VERSIONED_TABLES[kind].findForUpdate(tx, ids);
    }),
  );
  return new Map(found.flat().map((row) => [row.id, row]));
}
