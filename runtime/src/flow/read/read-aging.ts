import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { todayIn } from '../../core/civil-date.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { type Aged, ageReceivables } from '../../core/settlement/age-receivables.ts';
import type { OverdueBucket } from '../../core/settlement/due-status.ts';
import { overdueLevel } from '../../core/settlement/overdue-level.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, customers, disputes, entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** Sums by age as decimal text in one currency. */
export type AgedView = {
  notDue: string;
  overdue: Record<OverdueBucket, string>;
  total: string;
  /** What of it is in dispute. */
  disputed: string;
};

/** What one customer owes one legal entity in one currency. */
export type AgingRow = AgedView & {
  customerId: string;
  customerName: string;
  entityId: string;
  currency: string;
  /** Of what is due longest. */
  daysOverdue: number;
  /** The level of lateness that the entity gave a name; null below all of them. */
  overdueLevel: string | null;
};

/** The ageing report: rows with what is late longest first, and sums per entity and currency, each on its entity's day. */
export type AgingReport = {
  sums: (AgedView & { entityId: string; currency: string; asOf: string })[];
  rows: AgingRow[];
  /** True when there are more rows than are shown; the sums hold all of them. */
  hasMore: boolean;
};

const ROWS_MAX = 1000;

/** Reads the ageing report of the granted entities, of one of them, or of one customer. */
export async function readAging({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: { entityId?: string; customerId?: string };
}): Promise<AgingReport> {
  authorise(ctx, 'read', input.entityId);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const owed = await loadOwed(tx, ctx, input);
    const known = new Map((await tx.select().from(entities)).map((entity) => [entity.id, entity]));
    const now = ctx.deps.clock.now();
    const ageOf = (rows: readonly OwedRow[], entityId: string) =>
      ageReceivables(
        rows.map(({ balance, ...row }) => ({ ...row, balanceMinor: BigInt(balance) })),
        todayIn(known.get(entityId)?.timeZone ?? 'UTC', now),
      );
    const sums = [...Map.groupBy(owed, (row) => `${row.entityId} ${row.currency}`).values()].flatMap(
      (rows) => {
        const [first] = rows;
        if (first === undefined) return [];
        const { entityId, currency } = first;
        const asOf = todayIn(known.get(entityId)?.timeZone ?? 'UTC', now);
        return [{ entityId, currency, asOf, ...toText(ageOf(rows, entityId), currency) }];
      },
    );
    const byCustomer = Map.groupBy(owed, (row) => `${row.entityId} ${row.currency} ${row.customerId}`);
    const rows = [...byCustomer.values()].flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const { entityId, currency, customerId, customerName } = first;
      const aged = ageOf(of, entityId);
      const level = overdueLevel(aged.oldest, known.get(entityId)?.overdueLevels ?? []);
      return [
        {
          customerId,
          customerName,
          entityId,
          currency,
          ...toText(aged, currency),
          daysOverdue: aged.oldest.daysOverdue,
          overdueLevel: level,
        },
      ];
    });
    const shown = rows.toSorted((left, right) => right.daysOverdue - left.daysOverdue);
    return { sums, rows: shown.slice(0, ROWS_MAX), hasMore: shown.length > ROWS_MAX };
  });
}

function toText(aged: Aged, currency: string): AgedView {
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currencyOf(currency)));
  const { overdueMinor } = aged;
  return {
    notDue: text(aged.notDueMinor),
    overdue: {
      '1-30': text(overdueMinor['1-30']),
      '31-60': text(overdueMinor['31-60']),
      '61-90': text(overdueMinor['61-90']),
      over_90: text(overdueMinor.over_90),
    },
    total: text(aged.totalMinor),
    disputed: text(aged.disputedMinor),
  };
}

type OwedRow = {
  entityId: string;
  customerId: string;
  customerName: string;
  currency: string;
  dueDate: string;
  isDisputed: boolean;
  balance: string;
};

/** What is owed, summed by due date: a handful of rows per customer, however many invoices there are. */
async function loadOwed(
  tx: Tx,
  ctx: Ctx,
  { entityId, customerId }: { entityId?: string; customerId?: string },
): Promise<OwedRow[]> {
  const isDisputed = sql<boolean>`exists (select 1 from ${disputes} d
    where d.organization_id = ${boardRows.organizationId} and d.invoice_id = ${boardRows.invoiceId} and d.state = 'open')`;
  const granted: SQL | undefined =
    ctx.entityIds === null ? undefined : inArray(boardRows.entityId, [...ctx.entityIds]);
  return tx
    .select({
      entityId: boardRows.entityId,
      customerId: boardRows.customerId,
      customerName: customers.name,
      currency: boardRows.currency,
      dueDate: sql<string>`${boardRows.dueDate}::text`,
      isDisputed: isDisputed.as('is_disputed'),
      balance: sql<string>`sum(${boardRows.balanceMinor})::text`,
    })
    .from(boardRows)
    .innerJoin(customers, eq(customers.id, boardRows.customerId))
    .where(
      and(
        granted,
        entityId === undefined ? undefined : eq(boardRows.entityId, entityId),
        customerId === undefined ? undefined : eq(boardRows.customerId, customerId),
        // Due on a day is only what is issued and owed; what is due never is nothing to collect.
        sql`${boardRows.dueDate} < 'infinity'`,
      ),
    )
    .groupBy(
      boardRows.entityId,
      boardRows.customerId,
      customers.name,
      boardRows.currency,
      boardRows.dueDate,
      sql`is_disputed`,
    )
    .orderBy(asc(boardRows.entityId), asc(boardRows.currency), asc(customers.name), asc(boardRows.dueDate));
}
