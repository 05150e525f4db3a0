import { desc, inArray } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { BOARD_COLUMNS, type BoardColumn } from '../../core/settlement/board-column.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type InvoiceSummary, summarise } from './list-invoices.ts';
import { type InvoiceStanding, loadAllStandings } from './load-standing.ts';

/** A column of the board with its invoices and the sum of their balances (of their totals, where paid) per currency. */
export type BoardColumnView = {
  column: BoardColumn;
  count: number;
  sums: { currency: string; amount: string }[];
  invoices: InvoiceSummary[];
};

/** Invoices that a column shows; its count and sums are of all of them. */
const COLUMN_INVOICES_MAX = 100;

/** The board: every invoice in exactly one column, so that the counts add up to the number of invoices. */
export async function getBoard({ ctx }: { ctx: Ctx }): Promise<BoardColumnView[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const standings = [...(await loadAllStandings(tx, ctx)).values()];
    const columns = Map.groupBy(standings, (standing) => standing.boardColumn);
    const board: BoardColumnView[] = [];
    for (const column of BOARD_COLUMNS) {
      const inColumn = columns.get(column) ?? [];
      board.push({
        column,
        count: inColumn.length,
        sums: sumsOf(column, inColumn),
        invoices: await showNewest(tx, ctx, inColumn),
      });
    }
    return board;
  });
}

async function showNewest(tx: Tx, ctx: Ctx, inColumn: InvoiceStanding[]): Promise<InvoiceSummary[]> {
  const ids = inColumn.slice(0, COLUMN_INVOICES_MAX).map((standing) => standing.invoiceId);
  if (ids.length === 0) return [];
  const rows = await tx.select().from(invoices).where(inArray(invoices.id, ids)).orderBy(desc(invoices.id));
  return summarise(tx, ctx, rows);
}

function sumsOf(column: BoardColumn, inColumn: InvoiceStanding[]): { currency: string; amount: string }[] {
  const sums = new Map<string, bigint>();
  for (const { currency, totalMinor, balanceMinor } of inColumn) {
    sums.set(currency, (sums.get(currency) ?? 0n) + (column === 'paid' ? totalMinor : balanceMinor));
  }
  return [...sums]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, amountMinor]) => ({
      currency,
      amount: moneyToText(money(amountMinor, currencyOf(currency))),
    }));
}
