import { sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import type { DocumentType } from '../../core/invoice/document.ts';
import { parseNumberPattern } from '../../core/invoice/number-pattern.ts';
import type { Tx } from '../../db/open-database.ts';
import { countCustomer, takeCustomerNumber } from './count-customer.ts';
import { lockSeries, type SeriesRow, WHOLE_SERIES } from './find-series.ts';

/** A number taken from its series, with the date that it was taken on. */
export type TakenNumber = { seriesId: string; number: string; issueDate: string };

/** What is numbered: a document of an entity for a customer; the date is read under the lock of the series. */
export type ToBeNumbered = {
  organizationId: string;
  entityId: string;
  customerId: string;
  documentType: DocumentType;
  readDate: () => string;
};

/**
 * Takes the next number of an entity's series. The series stays locked until the transaction ends, and the date is
 * read under the lock, so numbers are dense and in order of issue; a rollback gives the number back. The series' first
 * value counts for its first period only: a take-over number does not come again in January. Where customers have
 * counters of their own, that of the entity goes on beside them. Throws `numbering.series_missing`.
 */
export async function takeNumber(tx: Tx, input: ToBeNumbered): Promise<TakenNumber> {
  const { organizationId, entityId, customerId } = input;
  const series = await lockSeries(tx, entityId, input.documentType);
  if (series === undefined) throw new AppError('numbering.series_missing');
  const read = parseNumberPattern(series.pattern);
  if (!read.ok) throw new AppError('numbering.series_missing', { detail: read.reason });
  const pattern = read.value;
  const issueDate = input.readDate();
  const periodKey = pattern.periodKey(issueDate);
  const ofEntity = await countEntity(tx, series, pattern.isPerCustomer ? WHOLE_SERIES : periodKey);
  if (!pattern.isPerCustomer) {
    return { seriesId: series.id, number: pattern.format({ issueDate, value: ofEntity }), issueDate };
  }
  const customer = await takeCustomerNumber(tx, { organizationId, entityId, customerId });
  const value = await countCustomer(tx, { organizationId, seriesId: series.id, customerId, periodKey });
  return { seriesId: series.id, number: pattern.format({ issueDate, value, customer }), issueDate };
}

async function countEntity(tx: Tx, series: SeriesRow, periodKey: string): Promise<bigint> {
  const [counter] = await tx.execute<{ last_value: string }>(sql`
    with begin as (
      select case when exists (select from number_counters where series_id = ${series.id})
        then 1 else ${series.firstValue}::bigint end as value
    )
    insert into number_counters (organization_id, series_id, period_key, first_value, last_value)
    select ${series.organizationId}, ${series.id}, ${periodKey}, value, value from begin
    on conflict (organization_id, series_id, period_key)
      do update set last_value = number_counters.last_value + 1
    returning last_value`);
  assert(counter !== undefined, 'an upsert returns its row');
  return BigInt(counter.last_value);
}
