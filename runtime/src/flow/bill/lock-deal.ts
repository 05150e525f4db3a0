import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { deals } from '../../db/schema/index.ts';

/** A row of `deals`. */
export type DealRow = typeof deals.$inferSelect;

/** Fetches a deal and locks it until the transaction ends: before its invoices, so that nobody waits in a circle. */
export async function lockDeal(tx: Tx, dealId: string): Promise<DealRow | undefined> {
  const [row] = await tx.select().from(deals).where(eq(deals.id, dealId)).for('update');
  return row;
}
