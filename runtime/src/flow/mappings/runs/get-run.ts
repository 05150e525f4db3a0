import { eq } from 'drizzle-orm';
import { AppError } from '../../../core/app-error.ts';
import type { Tx } from '../../../db/open-database.ts';
import { mappingRuns } from '../../../db/schema/index.ts';

/** A run as stored. */
export type RunRow = typeof mappingRuns.$inferSelect;

/** One run, locked until the transaction ends; throws `mapping.not_found`. */
export async function getRunForUpdate(tx: Tx, runId: string): Promise<RunRow> {
  const [row] = await tx.select().from(mappingRuns).where(eq(mappingRuns.id, runId)).for('update');
  if (row === undefined) throw new AppError('mapping.not_found', { detail: 'There is no such run.' });
  return row;
}
