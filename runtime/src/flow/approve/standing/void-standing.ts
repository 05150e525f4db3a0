import { and, inArray, isNull } from 'drizzle-orm';
import { agreementHash } from '../../../core/approvals/standing/standing-basis.ts';
import type { CanonicalContract } from '../../../core/canonical/contract.ts';
import type { Tx } from '../../../db/open-database.ts';
import { standingApprovals } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { endStanding } from './end-standing.ts';

/**
 * Ends the standing approvals of contracts that agree something else by now, in the transaction of that change, and has
 * their givers told: a new price, buyer, term or currency is not what they approved.
 */
export async function voidStanding(
  tx: Tx,
  ctx: Ctx,
  changed: readonly { contractId: string; body: CanonicalContract }[],
): Promise<void> {
  if (changed.length === 0) return;
  const hashes = new Map(changed.map(({ contractId, body }) => [contractId, agreementHash(body)]));
  const standing = await tx
    .select()
    .from(standingApprovals)
    .where(and(inArray(standingApprovals.contractId, [...hashes.keys()]), isNull(standingApprovals.endedAt)))
    .orderBy(standingApprovals.id)
    .for('update');
  const { organizationId, requestId } = ctx;
  for (const row of standing) {
    if (hashes.get(row.contractId) === row.basis.agreementHash) continue;
    await endStanding(tx, ctx, row, { cause: 'contract_changed' });
    const payload = { organizationId, requestId, standingApprovalId: row.id };
    await ctx.deps.jobs.enqueue(tx, [{ stage: 'tell_giver', key: row.id, payload }]);
  }
}
