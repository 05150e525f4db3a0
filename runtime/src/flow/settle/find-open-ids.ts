import { and, eq, gt, or } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, invoices } from '../../db/schema/index.ts';

/** Open invoices of one customer that one receipt is spread over; what is left then stays unapplied. */
const INVOICES_MAX = 500;

/** Whose open invoices: of a customer with a legal entity, in one currency. */
export type AccountOf = { customerId: string; entityId: string; currency: string };

/** The ids of the invoices of an account on which something is owed, the oldest due first; nothing is locked. */
export async function findOpenIds(tx: Tx, { customerId, entityId, currency }: AccountOf): Promise<string[]> {
  const rows = await tx
    .select({ id: boardRows.invoiceId })
    .from(boardRows)
    .innerJoin(invoices, eq(invoices.id, boardRows.invoiceId))
    .where(
      and(
        eq(boardRows.customerId, customerId),
        eq(boardRows.entityId, entityId),
        eq(boardRows.currency, currency),
        or(eq(boardRows.phase, 'sent'), eq(boardRows.phase, 'approved')),
        gt(boardRows.balanceMinor, 0n),
        eq(invoices.documentStatus, 'issued'),
      ),
    )
    .orderBy(boardRows.dueDate, boardRows.invoiceId)
    .limit(INVOICES_MAX);
  return rows.map(({ id }) => id);
}
