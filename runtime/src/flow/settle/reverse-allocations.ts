import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** Takes back what a payment was applied to, by new entries; the ledger itself never changes. */
export async function reverseAllocations(tx: Tx, ctx: Ctx, paymentId: string): Promise<void> {
  const live = await tx
    .select()
    .from(allocations)
    .where(
      and(
        eq(allocations.paymentId, paymentId),
        gt(allocations.amountMinor, 0n),
        sql`not exists (select 1 from allocations r
          where r.organization_id = ${ctx.organizationId} and r.reverses_id = ${allocations.id})`,
      ),
    );
  for (const allocation of live) {
    await tx.insert(allocations).values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('allocation'),
      invoiceId: allocation.invoiceId,
      paymentId,
      amountMinor: -allocation.amountMinor,
      reversesId: allocation.id,
      createdAt: ctx.deps.clock.now(),
    });
  }
}
