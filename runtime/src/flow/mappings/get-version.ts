import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { MappingStatus } from '../../core/mapping/version-status.ts';
import type { Tx } from '../../db/open-database.ts';
import { mappingVersions } from '../../db/schema/index.ts';

/** A version of a mapping as stored. */
export type VersionRow = typeof mappingVersions.$inferSelect;

/** One version; throws `mapping.not_found`. */
export async function getVersion(tx: Tx, versionId: string): Promise<VersionRow> {
  const [row] = await tx.select().from(mappingVersions).where(eq(mappingVersions.id, versionId));
  if (row === undefined) throw new AppError('mapping.not_found');
  return row;
}

/** One version, locked until the transaction ends; throws `mapping.not_found`. */
export async function getVersionForUpdate(tx: Tx, versionId: string): Promise<VersionRow> {
  const [row] = await tx
    .select()
    .from(mappingVersions)
    .where(eq(mappingVersions.id, versionId))
    .for('update');
  if (row === undefined) throw new AppError('mapping.not_found');
  return row;
}

/** Throws `mapping.state_refused` for a version that is in none of these states. */
export function expectStatus(version: VersionRow, ...allowed: MappingStatus[]): void {
  if (allowed.includes(version.status)) return;
  throw new AppError('mapping.state_refused', {
    detail: `Version ${version.version} is ${version.status.replace('_', ' ')}.`,
  });
}
