import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** Closes the open approval request of an invoice whose content it was asked for no longer stands. */
export async function cancelOpenRequests(tx: Tx, ctx: Ctx, invoiceId: string): Promise<void> {
  await tx
    .update(approvalRequests)
    .set({ state: 'cancelled', closedAt: ctx.deps.clock.now() })
    .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.state, 'open')));
}
