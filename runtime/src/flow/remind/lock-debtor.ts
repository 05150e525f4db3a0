import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import type { DebtorKey } from './load-debts.ts';

/** Locks what is planned for a customer until the transaction ends: two who plan at once see each other's mail. */
export async function lockDebtor(tx: Tx, { entityId, customerId }: DebtorKey): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`remind ${entityId} ${customerId}`}, 0))`,
  );
}
