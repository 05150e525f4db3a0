import { and, eq, gte, inArray, type SQL, sql } from 'drizzle-orm';
import type { BoardColumn } from '../../core/settlement/board-column.ts';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { type BoardFilters, type BoardToday, boardCondition } from './board-filters.ts';
import { type InvoiceSummary, summarise } from './list-invoices.ts';

/** Which part of a column; `after` is the last invoice that is shown. */
export type ListBoardColumnInput = {
  column: BoardColumn;
  filters: BoardFilters;
  today: BoardToday;
  limit: number;
  after?: string;
};

/**
 * The ids of a column's invoices in the order in which people work: what waits for a decision first, what is due
 * longest first, else the newest first. `next` is the id to go on after.
 */
export async function listColumnIds(
  tx: Tx,
  ctx: Ctx,
  { column, filters, today, limit, after }: ListBoardColumnInput,
): Promise<{ ids: string[]; next: string | null }> {
  const { key, isAscending } = ORDERS[column];
  const direction = isAscending ? sql`asc` : sql`desc`;
  const order = sql.join(
    key.map((part) => sql`${part} ${direction}`),
    sql`, `,
  );
  const rows = await tx
    .select({ id: boardRows.invoiceId })
    .from(boardRows)
    .where(and(inColumn(column, today), boardCondition(ctx, filters), beyond(column, after)))
    .orderBy(order)
    .limit(limit + 1);
  const ids = rows.slice(0, limit).map(({ id }) => id);
  return { ids, next: rows.length > limit ? (ids.at(-1) ?? null) : null };
}

/** The invoices of some ids, ready to be shown, by id. */
export async function loadSummaries(
  tx: Tx,
  ctx: Ctx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InvoiceSummary>> {
  if (ids.length === 0) return new Map();
  const found = await tx
    .select()
    .from(invoices)
    .where(inArray(invoices.id, [...ids]));
  return new Map((await summarise(tx, ctx, found)).map((item) => [item.id, item]));
}

const NEWEST = { key: [boardRows.isWaiting, boardRows.invoiceId], isAscending: false };
const BY_DUE_DATE = { key: [boardRows.dueDate, boardRows.invoiceId], isAscending: true };

/** Each an index of migration 0005, read in one direction. */
const ORDERS = {
  draft: NEWEST,
  approved: NEWEST,
  sent: BY_DUE_DATE,
  paid: NEWEST,
  overdue: BY_DUE_DATE,
  apart: NEWEST,
} as const;

function inColumn(column: BoardColumn, { isLate, earliest }: BoardToday): SQL | undefined {
  switch (column) {
    case 'overdue':
      return isLate;
    case 'approved':
      return and(eq(boardRows.phase, column), sql`${isLate} is not true`);
    case 'sent':
      // What is sent has a due date: the bound lets the index start where the column does.
      return and(eq(boardRows.phase, column), gte(boardRows.dueDate, earliest), sql`${isLate} is not true`);
    default:
      return eq(boardRows.phase, column);
  }
}

/** A keyset: what comes after the place where the last shown invoice stands now. */
function beyond(column: BoardColumn, after: string | undefined): SQL | undefined {
  if (after === undefined) return undefined;
  const { key, isAscending } = ORDERS[column];
  const place = sql.join(
    key.map((part) => sql`${part}`),
    sql`, `,
  );
  const shown = sql.join(
    key.map((part) => sql`last.${sql.identifier(part.name)}`),
    sql`, `,
  );
  const relation = isAscending ? sql`>` : sql`<`;
  return sql`(${place}) ${relation} (select ${shown} from ${boardRows} last where last.invoice_id = ${after})`;
}
