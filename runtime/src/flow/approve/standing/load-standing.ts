import { and, countDistinct, desc, eq, isNull, ne } from 'drizzle-orm';
import type { Tx } from '../../../db/open-database.ts';
import { approvalDecisions, standingApprovals } from '../../../db/schema/index.ts';

/** A standing approval as stored. */
export type StandingRow = typeof standingApprovals.$inferSelect;

/**
 * The standing approvals that could cover an invoice of a contract, locked until the transaction ends, so that two
 * invoices never take the last place of one; where none holds, the last that did, for saying why it does not.
 */
export async function loadStandingForUpdate(tx: Tx, contractId: string): Promise<StandingRow[]> {
  const ofContract = eq(standingApprovals.contractId, contractId);
  const holding = await tx
    .select()
    .from(standingApprovals)
    .where(and(ofContract, isNull(standingApprovals.endedAt)))
    .orderBy(standingApprovals.id)
    .for('update');
  if (holding.length > 0) return holding;
  return tx.select().from(standingApprovals).where(ofContract).orderBy(desc(standingApprovals.id)).limit(1);
}

/** How many other invoices a standing approval approved: each counts once, also one that came to nothing. */
export async function countApproved(
  tx: Tx,
  { standingId, besides }: { standingId: string; besides: string },
): Promise<number> {
  const { standingApprovalId, invoiceId } = approvalDecisions;
  const [found] = await tx
    .select({ count: countDistinct(invoiceId) })
    .from(approvalDecisions)
    .where(and(eq(standingApprovalId, standingId), ne(invoiceId, besides)));
  return found?.count ?? 0;
}
