import { and, eq, inArray, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { DocumentType } from '../../core/invoice/document.ts';
import { parseNumberPattern } from '../../core/invoice/number-pattern.ts';
import type { Tx } from '../../db/open-database.ts';
import { numberSeries } from '../../db/schema/index.ts';

/** A number taken from its series, with the date that it was taken on. */
export type TakenNumber = { seriesId: string; number: string; issueDate: string };

/** What is numbered with the invoices where the entity has no series of its own for it. */
const NUMBERED_AS_INVOICES: ReadonlySet<DocumentType> = new Set(['deposit', 'final']);

/**
 * Takes the next number of an entity's series. The series stays locked until the transaction ends, and the date is
 * read under the lock, so numbers are dense and in order of issue; a rollback gives the number back. The series' first
 * value counts for its first period only: a take-over number does not come again in January.
 * Throws `numbering.series_missing`.
 */
export async function takeNumber(
  tx: Tx,
  input: { organizationId: string; entityId: string; documentType: DocumentType; readDate: () => string },
): Promise<TakenNumber> {
  const series = await findSeries(tx, input.entityId, input.documentType);
  if (series === undefined) throw new AppError('numbering.series_missing');
  const pattern = parseNumberPattern(series.pattern);
  if (!pattern.ok) throw new AppError('numbering.series_missing', { detail: pattern.reason });
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`series ${series.id}`}, 0))`);
  const issueDate = input.readDate();
  const [counter] = await tx.execute<{ last_value: string }>(sql`
    with begin as (
      select case when exists (select from number_counters where series_id = ${series.id})
        then 1 else ${series.firstValue}::bigint end as value
    )
    insert into number_counters (organization_id, series_id, period_key, first_value, last_value)
    select ${input.organizationId}, ${series.id}, ${pattern.value.periodKey(issueDate)}, value, value from begin
    on conflict (organization_id, series_id, period_key)
      do update set last_value = number_counters.last_value + 1
    returning last_value`);
  if (counter === undefined) throw new AppError('numbering.series_missing');
  const number = pattern.value.format(issueDate, BigInt(counter.last_value));
  return { seriesId: series.id, number, issueDate };
}

async function findSeries(
  tx: Tx,
  entityId: string,
  documentType: DocumentType,
): Promise<typeof numberSeries.$inferSelect | undefined> {
  const types = NUMBERED_AS_INVOICES.has(documentType) ? [documentType, 'invoice' as const] : [documentType];
  const found = await tx
    .select()
    .from(numberSeries)
    .where(and(eq(numberSeries.entityId, entityId), inArray(numberSeries.documentType, types)));
  return found.find((series) => series.documentType === documentType) ?? found[0];
}
