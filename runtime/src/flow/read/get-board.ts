import { sql } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { BOARD_COLUMNS, type BoardColumn } from '../../core/settlement/board-column.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { boardRows } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type BoardFilters, boardCondition, readBoardToday } from './board-filters.ts';
import { listColumnIds, loadSummaries } from './list-board-column.ts';
import type { InvoiceSummary } from './list-invoices.ts';

/** A column of the board with its first invoices and the sum of their balances (of their totals, where paid) per currency. */
export type BoardColumnView = {
  column: BoardColumn;
  count: number;
  /** How many of them wait for an approval. */
  waitingCount: number;
  sums: { currency: string; amount: string }[];
  invoices: InvoiceSummary[];
  /** The invoice to go on after; null when all are shown. */
  next: string | null;
};

/** What to show; a column shows its first `limit` invoices, its count and sums are of all. */
export type GetBoardInput = { filters?: BoardFilters; limit?: number };

const COLUMN_INVOICES_MAX = 100;

/** The board: every invoice in exactly one column, so that the counts add up to the number of invoices. */
export async function getBoard({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: GetBoardInput;
}): Promise<BoardColumnView[]> {
  authorise(ctx, 'read');
  const { filters = {}, limit = COLUMN_INVOICES_MAX } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const today = await readBoardToday(tx, ctx);
    const tallies = await tally(tx, ctx, filters, today.isLate);
    const places = new Map<BoardColumn, { ids: string[]; next: string | null }>();
    for (const column of new Set(tallies.map((row) => row.column))) {
      places.set(column, await listColumnIds(tx, ctx, { column, filters, today, limit }));
    }
    const shown = [...places.values()].flatMap(({ ids }) => ids);
    const summaries = await loadSummaries(tx, ctx, shown);
    return BOARD_COLUMNS.map((column) => {
      const { ids, next } = places.get(column) ?? { ids: [], next: null };
      const invoices = ids.flatMap((id) => summaries.get(id) ?? []);
      return { column, ...sumUp(tallies.filter((row) => row.column === column)), invoices, next };
    });
  });
}

function sumUp(tallies: readonly Tally[]): Pick<BoardColumnView, 'count' | 'waitingCount' | 'sums'> {
  return {
    count: tallies.reduce((sum, row) => sum + row.count, 0),
    waitingCount: tallies.reduce((sum, row) => sum + row.waiting, 0),
    sums: tallies.map(({ currency, sum }) => ({
      currency,
      amount: moneyToText(money(BigInt(sum), currencyOf(currency))),
    })),
  };
}

type Tally = { column: BoardColumn; currency: string; count: number; waiting: number; sum: string };

/** One pass over the organization's rows: count and sum of every column and currency. */
async function tally(
  tx: Tx,
  ctx: Ctx,
  filters: BoardFilters,
  isLate: ReturnType<typeof sql>,
): Promise<Tally[]> {
  const column = sql<BoardColumn>`case when ${isLate} then 'overdue' else ${boardRows.phase} end`;
  return tx
    .select({
      column: column.as('board_column'),
      currency: boardRows.currency,
      count: sql<number>`count(*)::int`,
      waiting: sql<number>`(count(*) filter (where ${boardRows.isWaiting}))::int`,
      sum: sql<string>`sum(case when ${boardRows.phase} = 'paid' then ${boardRows.totalMinor} else ${boardRows.balanceMinor} end)::text`,
    })
    .from(boardRows)
    .where(boardCondition(ctx, filters))
    .groupBy(sql`board_column`, boardRows.currency)
    .orderBy(boardRows.currency);
}
