import type { Tx } from '../../db/open-database.ts';
import { allocations } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** A new entry of the ledger: one source, one target, and an amount in minor units of their currency. */
export type NewAllocation = Pick<
  typeof allocations.$inferInsert,
  | 'invoiceId'
  | 'refundId'
  | 'paymentId'
  | 'creditNoteId'
  | 'writeOffId'
  | 'deduction'
  | 'deductedWithId'
  | 'isByHand'
> & { amountMinor: bigint };

/** Adds an entry to the ledger. The caller holds the locks of what it goes to and comes from, and tells of it. */
export async function bookAllocation(tx: Tx, ctx: Ctx, entry: NewAllocation): Promise<void> {
  await tx.insert(allocations).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('allocation'),
    createdAt: ctx.deps.clock.now(),
    ...entry,
  });
}
