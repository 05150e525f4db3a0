import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { DocumentType } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { numberSeries } from '../../db/schema/index.ts';

/** A row of `number_series`. */
export type SeriesRow = typeof numberSeries.$inferSelect;

/** The period of a counter that never restarts. */
export const WHOLE_SERIES = 'all';

/** What is numbered with the invoices where the entity has no series of its own for it. */
const NUMBERED_AS_INVOICES: ReadonlySet<DocumentType> = new Set(['deposit', 'final']);

/** The series that numbers an entity's documents of a type now; undefined without one. */
export async function findSeries(
  tx: Tx,
  entityId: string,
  documentType: DocumentType,
): Promise<SeriesRow | undefined> {
  const types = NUMBERED_AS_INVOICES.has(documentType) ? [documentType, 'invoice' as const] : [documentType];
  const found = await tx
    .select()
    .from(numberSeries)
    .where(
      and(
        eq(numberSeries.entityId, entityId),
        inArray(numberSeries.documentType, types),
        isNull(numberSeries.retiredAt),
      ),
    );
  return found.find((series) => series.documentType === documentType) ?? found[0];
}

/**
 * The same series, locked until the transaction ends. One that another took the place of while we waited for its lock
 * numbers nothing any more: the other one is locked instead.
 */
export async function lockSeries(
  tx: Tx,
  entityId: string,
  documentType: DocumentType,
): Promise<SeriesRow | undefined> {
  const series = await findSeries(tx, entityId, documentType);
  if (series === undefined) return undefined;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`series ${series.id}`}, 0))`);
  const current = await findSeries(tx, entityId, documentType);
  return current?.id === series.id ? current : lockSeries(tx, entityId, documentType);
}
