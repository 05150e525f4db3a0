import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations } from '../../db/schema/index.ts';

/** A row of the ledger that applies money. */
export type AllocationRow = typeof allocations.$inferSelect;

/** What a payment is applied to now: the entries that no later entry reverses, oldest first. */
export function findLiveAllocations(tx: Tx, paymentId: string): Promise<AllocationRow[]> {
  return tx
    .select()
    .from(allocations)
    .where(
      and(
        eq(allocations.paymentId, paymentId),
        gt(allocations.amountMinor, 0n),
        sql`not exists (select 1 from allocations r
          where r.organization_id = ${allocations.organizationId} and r.reverses_id = ${allocations.id})`,
      ),
    )
    .orderBy(allocations.id);
}
