import { measureLines } from './billing/measure-lines.ts';
import { measureUsage } from './billing/measure-usage.ts';
import { measureYearInMemory } from './billing/measure-year-in-memory.ts';
import { measureYearInPostgres } from './billing/measure-year-in-postgres.ts';
import { openBenchHub } from './billing/open-bench-hub.ts';
import type { Figure } from './report.ts';

/** The arithmetic of an invoice, usage by the million, and a year of subscriptions in memory and in Postgres. */
export async function benchBilling(): Promise<Figure[]> {
  const inMemory = [...measureLines(), ...measureYearInMemory()];
  const bench = await openBenchHub();
  try {
    return [...inMemory, ...(await measureUsage(bench)), ...(await measureYearInPostgres(bench))];
  } finally {
    await bench.close();
  }
}
