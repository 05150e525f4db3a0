import { and, asc, eq, getTableColumns, isNotNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { type NumberPattern, parseNumberPattern } from '../../core/invoice/number-pattern.ts';
import type { Tx } from '../../db/open-database.ts';
import {
  customerCounters,
  customerNumbers,
  invoices,
  numberCounters,
  numberSeries,
} from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { SeriesRow } from './find-series.ts';

/** Numbers that are named in a failure, at most. */
const NAMED_MAX = 20;

/**
 * Proves that no number of any series is missing: of each period every number from the counter's first to its last is on
 * an invoice, voided ones included, and no invoice has another. Throws `numbering.gap` with the first of those that are
 * missing or should not be.
 */
export async function checkNumbers({ ctx }: { ctx: Ctx }): Promise<void> {
  authorise(ctx, 'issue');
  const faults = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const series = await tx.select().from(numberSeries).orderBy(asc(numberSeries.id));
    const found: string[] = [];
    for (const one of series) found.push(...(await faultsOfSeries(tx, one)));
    return found;
  });
  if (faults.length === 0) return;
  throw new AppError('numbering.gap', {
    detail: faults.slice(0, NAMED_MAX).join(' '),
    errors: faults.slice(0, NAMED_MAX).map((detail) => ({ pointer: '', code: 'numbering.gap', detail })),
  });
}

async function faultsOfSeries(tx: Tx, series: SeriesRow): Promise<string[]> {
  const read = parseNumberPattern(series.pattern);
  if (!read.ok) return [`The series ${series.pattern} cannot be read: ${read.reason}`];
  const pattern = read.value;
  const counters = await tx.select().from(numberCounters).where(eq(numberCounters.seriesId, series.id));
  const issued = await tx
    .select({ number: invoices.number, issueDate: invoices.issueDate, customerId: invoices.customerId })
    .from(invoices)
    .where(and(eq(invoices.seriesId, series.id), isNotNull(invoices.number)));
  if (!pattern.isPerCustomer) {
    return faultsOfCounters(pattern, counters, issued, ({ periodKey }) => periodKey);
  }
  const perCustomer = await tx
    .select({ ...getTableColumns(customerCounters), customer: customerNumbers.value })
    .from(customerCounters)
    .innerJoin(
      customerNumbers,
      and(
        eq(customerNumbers.entityId, series.entityId),
        eq(customerNumbers.customerId, customerCounters.customerId),
      ),
    )
    .where(eq(customerCounters.seriesId, series.id));
  return [
    ...faultsOfCounters(
      pattern,
      perCustomer,
      issued,
      ({ periodKey, customerId }) => `${periodKey} ${customerId}`,
    ),
    ...faultsOfEntityCounter(series, counters, issued.length),
  ];
}

/** Beside the counters of the customers, the one of the entity counts every document once. */
function faultsOfEntityCounter(series: SeriesRow, counters: readonly Counter[], issued: number): string[] {
  const counted = counters.reduce((sum, { firstValue, lastValue }) => sum + lastValue - firstValue + 1n, 0n);
  return counted === BigInt(issued)
    ? []
    : [`The entity counted ${counted} documents of ${series.pattern}, and ${issued} are there.`];
}

type Counter = { periodKey: string; firstValue: bigint; lastValue: bigint; customer?: bigint };
type Issued = { number: string | null; issueDate: string | null; customerId: string };
type CounterKey = { periodKey: string; customerId: string };

function faultsOfCounters<Kept extends Counter>(
  pattern: NumberPattern,
  counters: readonly (Kept & Partial<CounterKey>)[],
  issued: readonly Issued[],
  keyOf: (key: CounterKey) => string,
): string[] {
  const numbers = Map.groupBy(issued, ({ issueDate, customerId }) =>
    keyOf({ periodKey: pattern.periodKey(issueDate ?? ''), customerId }),
  );
  const keyOfCounter = ({ periodKey, customerId = '' }: Kept & Partial<CounterKey>): string =>
    keyOf({ periodKey, customerId });
  const faults = counters.flatMap((counter) =>
    faultsOfPeriod(pattern, counter, numbers.get(keyOfCounter(counter)) ?? []),
  );
  const counted = new Set(counters.map(keyOfCounter));
  const uncounted = [...numbers].filter(([key]) => !counted.has(key));
  return [...faults, ...uncounted.map(([key]) => `No counter has given the numbers of ${key}.`)];
}

function faultsOfPeriod(
  pattern: NumberPattern,
  { periodKey, firstValue, lastValue, customer }: Counter,
  issued: readonly Issued[],
): string[] {
  const left = new Set(issued.map(({ number }) => number));
  const faults: string[] = [];
  // Any day of the period gives the same number.
  const issueDate = `${periodKey}-01-01`.slice(0, 10);
  for (let value = firstValue; value <= lastValue; value += 1n) {
    const number = pattern.format({ issueDate, value, ...(customer === undefined ? {} : { customer }) });
    if (!left.delete(number)) faults.push(`${number} is on no invoice.`);
  }
  return [...faults, ...[...left].map((number) => `${number} was not given by its counter.`)];
}
