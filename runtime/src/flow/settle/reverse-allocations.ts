import type { Tx } from '../../db/open-database.ts';
import { allocations } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { AllocationRow } from './live-allocations.ts';

/** Takes back what was applied, by new entries; the ledger itself never changes. */
export async function reverseAllocations(tx: Tx, ctx: Ctx, live: readonly AllocationRow[]): Promise<void> {
  for (const allocation of live) {
    await tx.insert(allocations).values({
      ...allocation,
      id: ctx.deps.ids.next('allocation'),
      amountMinor: -allocation.amountMinor,
      reversesId: allocation.id,
      createdAt: ctx.deps.clock.now(),
    });
  }
}
