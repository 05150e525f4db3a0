import { and, countDistinct, desc, eq, isNull, ne } from 'drizzle-orm';
import { isAnyOf } from '../../../db/is-any-of.ts';
import type { Tx } from '../../../db/open-database.ts';
import { approvalDecisions, standingApprovals } from '../../../db/schema/index.ts';

/** A standing approval as stored. */
export type StandingRow = typeof standingApprovals.$inferSelect;

/**
 * The standing approvals that could cover what an invoice bills of some contracts, locked in the order of their ids until
 * the transaction ends, so that two invoices never take the last place of one; for a contract of which none holds, the
 * last that did, for saying why it does not.
 */
export async function loadStandingForUpdate(tx: Tx, contractIds: readonly string[]): Promise<StandingRow[]> {
  if (contractIds.length === 0) return [];
  const ofContracts = isAnyOf(standingApprovals.contractId, contractIds);
  const holding = await tx
    .select()
    .from(standingApprovals)
    .where(and(ofContracts, isNull(standingApprovals.endedAt)))
    .orderBy(standingApprovals.id)
    .for('update');
  const held = new Set(holding.map(({ contractId }) => contractId));
  const others = contractIds.filter((id) => !held.has(id));
  if (others.length === 0) return holding;
  const last = await tx
    .selectDistinctOn([standingApprovals.contractId])
    .from(standingApprovals)
    .where(isAnyOf(standingApprovals.contractId, others))
    .orderBy(standingApprovals.contractId, desc(standingApprovals.id));
  return [...holding, ...last];
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
