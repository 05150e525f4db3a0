import { and, eq, gt, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations } from '../../db/schema/index.ts';

/** An entry of the ledger that settles an invoice. */
export type AllocationRow = typeof allocations.$inferSelect & { invoiceId: string };

/** What a payment settles now, with the deductions that came with it: entries that no later one reverses, oldest first. */
export const findLiveAllocations = (tx: Tx, paymentId: string): Promise<AllocationRow[]> =>
  findLive(tx, or(eq(allocations.paymentId, paymentId), eq(allocations.deductedWithId, paymentId)));

/** What settles an invoice now: entries that no later one reverses, oldest first. */
export const findLiveOfInvoice = (tx: Tx, invoiceId: string): Promise<AllocationRow[]> =>
  findLive(tx, eq(allocations.invoiceId, invoiceId));

async function findLive(tx: Tx, which: SQL | undefined): Promise<AllocationRow[]> {
  const rows = await tx
    .select()
    .from(allocations)
    .where(
      and(
        which,
        isNotNull(allocations.invoiceId),
        gt(allocations.amountMinor, 0n),
        sql`not exists (select 1 from allocations r
          where r.organization_id = ${allocations.organizationId} and r.reverses_id = ${allocations.id})`,
      ),
    )
    .orderBy(allocations.id);
  return rows.flatMap((row) => (row.invoiceId === null ? [] : [{ ...row, invoiceId: row.invoiceId }]));
}

/** The money in entries; deductions that came with it are none. */
export const sumOfCash = (entries: readonly AllocationRow[]): bigint =>
  entries.reduce((sum, entry) => (entry.paymentId === null ? sum : sum + entry.amountMinor), 0n);
