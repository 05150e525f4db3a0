import { AppError } from '../../../core/app-error.ts';
import type { StandingGap } from '../../../core/approvals/standing/check-standing.ts';
import type { Tx } from '../../../db/open-database.ts';
import type { Ctx } from '../../context.ts';
import type { InvoiceRow } from '../../get-invoice-row.ts';
import { actAs } from '../../people/act-as.ts';
import type { ApprovalRequestRow } from '../go-to-next-step.ts';
import { resolveApprover } from '../resolve-approver.ts';
import type { CoveringStanding } from './find-standing.ts';
import { isBarredFromContract } from './is-barred-from-contract.ts';
import type { StandingRow } from './load-standing.ts';

type GiverRight = Pick<CoveringStanding, 'giver' | 'metAsks' | 'liftedRules'>;

/** What the giver of a standing approval may say of a request as themselves now, or why it is nothing. */
export async function findGiverRight(
  tx: Tx,
  ctx: Ctx,
  { standing, invoice, request }: { standing: StandingRow; invoice: InvoiceRow; request: ApprovalRequestRow },
): Promise<GiverRight | { gap: StandingGap }> {
  const giver = await actAs(tx, ctx, standing.giverId);
  if (giver === undefined || !giver.permissions.has('approve')) return { gap: 'giver_not_asked' };
  if (await isBarredFromContract(tx, giver, standing.contractId)) return { gap: 'giver_barred' };
  try {
    const { actingFor, metAsks, liftedRules } = await resolveApprover(tx, giver, invoice, request);
    // Whose delegate they are is for one decision at a time, and not for a series.
    return actingFor === null ? { giver, metAsks, liftedRules } : { gap: 'giver_not_asked' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { gap: error.code === 'approval.author_cannot_approve' ? 'giver_barred' : 'giver_not_asked' };
  }
}
