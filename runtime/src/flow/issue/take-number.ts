import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { parseNumberPattern } from '../../core/invoice/number-pattern.ts';
import type { Tx } from '../../db/open-database.ts';
import { numberSeries } from '../../db/schema/index.ts';

/** A number taken from its series. */
export type TakenNumber = { seriesId: string; number: string };

/**
 * Takes the next number of an entity's series for the period of the issue date. The counter row stays locked until
 * the transaction ends, so numbers are dense and in order of issue; a rollback gives the number back.
 * Throws `numbering.series_missing`.
 */
export async function takeNumber(
  tx: Tx,
  input: { organizationId: string; entityId: string; documentType: 'invoice'; issueDate: string },
): Promise<TakenNumber> {
  const [series] = await tx
    .select()
    .from(numberSeries)
    .where(and(eq(numberSeries.entityId, input.entityId), eq(numberSeries.documentType, input.documentType)));
  if (series === undefined) throw new AppError('numbering.series_missing');
  const pattern = parseNumberPattern(series.pattern);
  if (!pattern.ok) throw new AppError('numbering.series_missing', { detail: pattern.reason });
  const [counter] = await tx.execute<{ last_value: string }>(sql`
    insert into number_counters (organization_id, series_id, period_key, first_value, last_value)
    values (${input.organizationId}, ${series.id}, ${pattern.value.periodKey(input.issueDate)},
            ${series.firstValue}, ${series.firstValue})
    on conflict (organization_id, series_id, period_key)
      do update set last_value = number_counters.last_value + 1
    returning last_value`);
  if (counter === undefined) throw new AppError('numbering.series_missing');
  return { seriesId: series.id, number: pattern.value.format(input.issueDate, BigInt(counter.last_value)) };
}
