import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { type NumberPattern, parseNumberPattern } from '../../core/invoice/number-pattern.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices, numberCounters, numberSeries } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

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

async function faultsOfSeries(tx: Tx, series: typeof numberSeries.$inferSelect): Promise<string[]> {
  const pattern = parseNumberPattern(series.pattern);
  if (!pattern.ok) return [`The series ${series.pattern} cannot be read: ${pattern.reason}`];
  const [counters, issued] = await Promise.all([
    tx.select().from(numberCounters).where(eq(numberCounters.seriesId, series.id)),
    tx
      .select({ number: invoices.number, issueDate: invoices.issueDate })
      .from(invoices)
      .where(and(eq(invoices.seriesId, series.id), isNotNull(invoices.number))),
  ]);
  const numbers = Map.groupBy(issued, ({ issueDate }) => pattern.value.periodKey(issueDate ?? ''));
  const faults = counters.flatMap((counter) =>
    faultsOfPeriod(pattern.value, counter, numbers.get(counter.periodKey) ?? []),
  );
  const counted = new Set(counters.map(({ periodKey }) => periodKey));
  const uncounted = [...numbers].filter(([periodKey]) => !counted.has(periodKey));
  return [...faults, ...uncounted.map(([key]) => `No counter has given the numbers of ${key}.`)];
}

type Counter = typeof numberCounters.$inferSelect;

function faultsOfPeriod(
  pattern: NumberPattern,
  { periodKey, firstValue, lastValue }: Counter,
  issued: { number: string | null }[],
): string[] {
  const left = new Set(issued.map(({ number }) => number));
  const faults: string[] = [];
  // Any day of the period gives the same number.
  const day = `${periodKey}-01-01`.slice(0, 10);
  for (let value = firstValue; value <= lastValue; value += 1n) {
    const number = pattern.format(day, value);
    if (!left.delete(number)) faults.push(`${number} is on no invoice.`);
  }
  return [...faults, ...[...left].map((number) => `${number} was not given by its counter.`)];
}
