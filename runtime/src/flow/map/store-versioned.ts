import { createHash } from 'node:crypto';
import type { JsonObject } from '../../core/json.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { canonicalVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { MappedRecord } from './mapped-record.ts';
import { findLinked, linkSource } from './source-link.ts';

/** What became of a mapped record. */
export type StoredCanonical = { id: string; isChanged: boolean };

/** Columns that every versioned table has. */
type VersionColumns = { version: number; bodyHash: string; updatedAt: Date };

/** How a kind is read and written in its table. */
export type VersionedTable = {
  /** Locks the row until the transaction ends. */
  findForUpdate(id: string): Promise<{ version: number; bodyHash: string; body: object }[]>;
  insert(row: VersionColumns & { organizationId: string; id: string; createdAt: Date }): Promise<unknown>;
  update(id: string, row: VersionColumns): Promise<unknown>;
};

/**
 * Stores a mapped record: a new version when its content changed, nothing when it did not.
 * One of ours per source record, so that a record that comes twice makes nothing twice.
 */
export async function storeVersioned<Kind extends 'customer' | 'contact' | 'deal'>(
  tx: Tx,
  ctx: Ctx,
  mapped: MappedRecord<Kind>,
  table: VersionedTable,
): Promise<StoredCanonical> {
  const body = mapped.value as JsonObject;
  const bodyHash = createHash('sha256').update(stableJson(body)).digest('hex');
  const id = (await findLinked(tx, mapped.source)) ?? ctx.deps.ids.next(mapped.kind);
  const [before] = await table.findForUpdate(id);
  await linkSource(tx, ctx, mapped, id);
  if (before?.bodyHash === bodyHash) return { id, isChanged: false };
  const now = ctx.deps.clock.now();
  const columns = { version: (before?.version ?? 0) + 1, bodyHash, updatedAt: now };
  if (before === undefined) {
    await table.insert({ organizationId: ctx.organizationId, id, createdAt: now, ...columns });
  } else {
    await table.update(id, columns);
  }
  await tx.insert(canonicalVersions).values({
    organizationId: ctx.organizationId,
    kind: mapped.kind,
    canonicalId: id,
    version: columns.version,
    body,
    recordId: mapped.source.recordId,
    mappingVersionId: mapped.mappingVersionId,
    createdAt: now,
  });
  await recordAudit(tx, ctx, {
    action: before === undefined ? `${mapped.kind}.created` : `${mapped.kind}.updated`,
    objectKind: mapped.kind,
    objectId: id,
    before: before?.body ?? null,
    after: body,
  });
  return { id, isChanged: true };
}
