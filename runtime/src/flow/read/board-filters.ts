import { and, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm';
import { todayIn } from '../../core/civil-date.ts';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, contracts, entities, invoiceLines } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { holdsText } from './search-text.ts';

/** Which invoices the board shows; all of what is given must hold. Dates are days of issue, for drafts of creation. */
export type BoardFilters = {
  entityId?: string;
  currency?: string;
  customerId?: string;
  ownerId?: string;
  from?: string;
  to?: string;
  /** A part of the number, of the customer's name or of the title of the deal, contract or order; case and width of letters do not matter. */
  query?: string;
};

/** The condition of the filters within the granted entities; undefined when everything is shown. */
export function boardCondition(ctx: Ctx, filters: BoardFilters): SQL | undefined {
  const { entityId, currency, customerId, ownerId, from, to, query } = filters;
  const wanted = query?.normalize('NFKC').trim().toLowerCase() ?? '';
  return and(
    ctx.entityIds === null ? undefined : inArray(boardRows.entityId, [...ctx.entityIds]),
    entityId === undefined ? undefined : eq(boardRows.entityId, entityId),
    currency === undefined ? undefined : eq(boardRows.currency, currency),
    customerId === undefined ? undefined : eq(boardRows.customerId, customerId),
    ownerId === undefined ? undefined : eq(boardRows.ownerId, ownerId),
    from === undefined ? undefined : gte(boardRows.datedOn, from),
    to === undefined ? undefined : lte(boardRows.datedOn, to),
    wanted === ''
      ? undefined
      : sql`(position(${wanted} in ${boardRows.searchText}) > 0 or ${billsTogether(wanted)})`,
  );
}

/** A collective invoice is found by the title of each contract or order on it; the row of the board names none of them. */
const billsTogether = (wanted: string): SQL => sql`${boardRows.invoiceId} in (
  select l.invoice_id from ${invoiceLines} l
  join ${contracts} c on c.organization_id = l.organization_id and c.id = l.contract_id
  where c.collective_key is not null and ${holdsText(sql`c.title`, wanted)})`;

/** What today means for the board: which rows are past due, and the earliest date that is today somewhere. */
export type BoardToday = { isLate: SQL; earliest: string };

/** Reads today's date in the zone of each legal entity. */
export async function readBoardToday(tx: Tx, ctx: Ctx): Promise<BoardToday> {
  const zones = await tx.select({ id: entities.id, timeZone: entities.timeZone }).from(entities);
  const now = ctx.deps.clock.now();
  const days = [...Map.groupBy(zones, ({ timeZone }) => todayIn(timeZone, now))].sort();
  const [first, ...others] = days;
  if (first === undefined) return { isLate: sql`false`, earliest: todayIn('UTC', now) };
  const [earliest] = first;
  // Most of the day it is the same date everywhere, and one comparison does.
  if (others.length === 0) return { isLate: sql`(${boardRows.dueDate} < ${earliest})`, earliest };
  const each = days.map(([today, of]) => {
    const ids = of.map(({ id }) => id);
    return sql`(${boardRows.dueDate} < ${today} and ${boardRows.entityId} in ${ids})`;
  });
  return { isLate: sql`(${sql.join(each, sql` or `)})`, earliest };
}
