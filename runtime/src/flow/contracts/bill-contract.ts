import type { Finding } from '../../core/validation/finding.ts';
import type { Ctx } from '../context.ts';
import { billContracts } from './bill-contracts.ts';
import type { Reconciled } from './reconcile-drafts.ts';

/** What a run over a contract did; parked, it booked nothing of it and says why. */
export type BilledContract =
  | ({ outcome: 'billed' } & Reconciled)
  | { outcome: 'parked'; findings: Finding[] };

/**
 * Brings the invoices of a contract up to date as of today in its entity's zone: recomputes all that should be billed by
 * now and books the difference to what is, together with all contracts that it is billed together with. Running it twice
 * books nothing. What is implausible is not booked: the contract is parked with its findings until somebody releases it.
 * Throws `billing.*` when it cannot be billed as it is.
 */
export async function billContract({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { contractId: string };
}): Promise<BilledContract> {
  const { contractId } = input;
  const { parked, ...done } = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    billContracts(tx, ctx, [contractId]),
  );
  const findings = parked.get(contractId);
  return findings === undefined ? { outcome: 'billed', ...done } : { outcome: 'parked', findings };
}
