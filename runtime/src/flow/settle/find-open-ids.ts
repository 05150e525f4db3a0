import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, invoices } from '../../db/schema/index.ts';
import type { AccountKey } from './find-account-credit.ts';
import { isOpenOfAccount } from './is-open-of-account.ts';

/** Open invoices of one customer that one receipt is spread over; what is left then stays unapplied. */
const INVOICES_MAX = 500;

/** The ids of the invoices of an account on which something is owed, the oldest due first; nothing is locked. */
export async function findOpenIds(tx: Tx, account: AccountKey): Promise<string[]> {
  const rows = await tx
    .select({ id: boardRows.invoiceId })
    .from(boardRows)
    .innerJoin(invoices, eq(invoices.id, boardRows.invoiceId))
    .where(isOpenOfAccount(account))
    .orderBy(boardRows.dueDate, boardRows.invoiceId)
    .limit(INVOICES_MAX);
  return rows.map(({ id }) => id);
}
