import { desc, inArray } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { BOARD_COLUMNS, type BoardColumn } from '../../core/settlement/board-column.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type InvoiceSummary, summarise } from './list-invoices.ts';

/** A column of the board with its invoices and the sum of their balances (of their totals, where paid) per currency. */
export type BoardColumnView = {
  column: BoardColumn;
  count: number;
  sums: { currency: string; amount: string }[];
  invoices: InvoiceSummary[];
};

/** The board shows the newest invoices; older ones are found by search. */
const BOARD_INVOICES_MAX = 500;

/** The board: every invoice in exactly one column, so that the counts add up to the number of invoices. */
export async function getBoard({ ctx }: { ctx: Ctx }): Promise<BoardColumnView[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(invoices)
      .where(ctx.entityIds === null ? undefined : inArray(invoices.entityId, [...ctx.entityIds]))
      .orderBy(desc(invoices.id))
      .limit(BOARD_INVOICES_MAX);
    const summaries = await summarise(tx, ctx, rows);
    const totals = new Map(rows.map((row) => [row.id, row.payableMinor]));
    return BOARD_COLUMNS.map((column) => {
      const inColumn = summaries.filter((summary) => summary.standing.boardColumn === column);
      const sums = new Map<string, bigint>();
      for (const { id, currency, standing } of inColumn) {
        const amount = column === 'paid' ? (totals.get(id) ?? 0n) : standing.balanceMinor;
        sums.set(currency, (sums.get(currency) ?? 0n) + amount);
      }
      return {
        column,
        count: inColumn.length,
        sums: [...sums]
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([currency, amountMinor]) => ({
            currency,
            amount: moneyToText(money(amountMinor, currencyOf(currency))),
          })),
        invoices: inColumn,
      };
    });
  });
}
