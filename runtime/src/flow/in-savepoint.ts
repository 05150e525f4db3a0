import { sql } from 'drizzle-orm';
import type { Tx } from '../db/open-database.ts';

/**
 * Runs the real work inside a transaction and takes it back: its guards spoke, what it would answer is known, and none of
 * it was done. Locks that it takes are given back too: the caller holds those that are to last.
 */
export async function inSavepoint<Value>(tx: Tx, work: () => Promise<Value>): Promise<Value> {
  await tx.execute(sql`savepoint trial`);
  try {
    return await work();
  } finally {
    await tx.execute(sql`rollback to savepoint trial`);
  }
}
