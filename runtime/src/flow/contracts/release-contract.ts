import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { isReleasable } from '../../core/billing/find-unknown-products.ts';
import { contracts } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getContractForUpdate } from './load-contract.ts';
import { loadTerms } from './load-terms.ts';
import { parkedHash } from './read-parked.ts';

/** The findings that were read are named by their hash: nobody lets something pass that they did not see. */
export type ReleaseContractInput = { contractId: string; parkedHash: string; reason: string };

/**
 * Lets the findings of a parked contract pass as they are, with a reason, and bills it. What later grows beyond them parks
 * it again. Throws `contract.not_parked`, and `contract.findings_changed` when others stand there by now, and
 * `contract.not_releasable` for one that waits for a product.
 */
export async function releaseContract({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReleaseContractInput;
}): Promise<void> {
  authorise(ctx, 'approve');
  const { contractId, reason } = input;
  const { organizationId, requestId } = ctx;
  await ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const contract = await getContractForUpdate(tx, contractId);
    const { entity } = await loadTerms(tx, contract.body);
    authorise(ctx, 'approve', entity.id);
    const findings = contract.parked;
    if (findings === null) throw new AppError('contract.not_parked');
    if (parkedHash(findings) !== input.parkedHash) throw new AppError('contract.findings_changed');
    if (!isReleasable(findings)) throw new AppError('contract.not_releasable');
    const at = ctx.deps.clock.now().toISOString();
    await tx
      .update(contracts)
      .set({ parked: null, released: { findings, by: ctx.actor, at, reason } })
      .where(eq(contracts.id, contractId));
    await recordAudit(tx, ctx, {
      action: 'contract.release',
      objectKind: 'contract',
      objectId: contractId,
      before: { findings },
      reason,
    });
    await ctx.deps.jobs.enqueue(tx, [
      { stage: 'bill', key: contractId, payload: { organizationId, requestId, contractId } },
    ]);
  });
}
