import { eq } from 'drizzle-orm';
import { AppError } from '../../../core/app-error.ts';
import type { SegregationRule } from '../../../core/approvals/segregation-rules.ts';
import {
  checkStanding,
  type StandingCandidate,
  type StandingGap,
} from '../../../core/approvals/standing/check-standing.ts';
import { agreementHash } from '../../../core/approvals/standing/standing-basis.ts';
import type { Tx } from '../../../db/open-database.ts';
import { contracts } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { InvoiceRow } from '../../get-invoice-row.ts';
import { actAs } from '../../people/act-as.ts';
import type { ApprovalRequestRow } from '../go-to-next-step.ts';
import { resolveApprover } from '../resolve-approver.ts';
import { isBarredFromContract } from './is-barred-from-contract.ts';
import { countApproved, loadStandingForUpdate, type StandingRow } from './load-standing.ts';

/** A standing approval that covers a request: its giver as if they decided it now, and which asks they meet. */
export type CoveringStanding = {
  standing: StandingRow;
  giver: Ctx;
  metAsks: string[];
  liftedRules: SegregationRule[];
};

/** Why one that is there does not cover it, as the request keeps it. */
export type UncoveredStanding = { standingApprovalId: string; giver: string; gaps: StandingGap[] };

/** What there is to say about an invoice beside its contract. */
export type StandingQuestion = Omit<StandingCandidate, 'agreementHash'> & {
  invoice: InvoiceRow;
  request: ApprovalRequestRow;
};

/**
 * The first standing approval of an invoice's contract that covers it, and whose giver may decide this request: asked of
 * the very code that a decision of theirs would ask. Without one, why each that there is does not.
 */
export async function findStanding(
  tx: Tx,
  ctx: Ctx,
  question: StandingQuestion,
): Promise<{ covering: CoveringStanding } | { uncovered: UncoveredStanding[] }> {
  const { invoice, request } = question;
  if (invoice.contractId === null) return { uncovered: [] };
  const rows = await loadStandingForUpdate(tx, invoice.contractId);
  if (rows.length === 0) return { uncovered: [] };
  const [contract] = await tx.select().from(contracts).where(eq(contracts.id, invoice.contractId));
  if (contract === undefined) return { uncovered: [] };
  const candidate = { ...question, agreementHash: agreementHash(contract.body) };
  const uncovered: UncoveredStanding[] = [];
  for (const standing of rows) {
    const approvedCount = await countApproved(tx, { standingId: standing.id, besides: invoice.id });
    const gaps = checkStanding({ ...standing, approvedCount }, candidate);
    const giver = gaps.length === 0 ? await actAs(tx, ctx, standing.giverId) : undefined;
    const right = giver === undefined ? undefined : await rightOf(tx, giver, invoice, request);
    if (giver !== undefined && right !== undefined && !(right instanceof AppError)) {
      return { covering: { standing, giver, ...right } };
    }
    uncovered.push({
      standingApprovalId: standing.id,
      giver: standing.givenBy.name,
      gaps: gaps.length > 0 ? gaps : [gapOf(right)],
    });
  }
  return { uncovered };
}

async function rightOf(
  tx: Tx,
  giver: Ctx,
  invoice: InvoiceRow,
  request: ApprovalRequestRow,
): Promise<Pick<CoveringStanding, 'metAsks' | 'liftedRules'> | AppError> {
  try {
    if (!giver.permissions.has('approve')) return new AppError('approval.not_an_approver');
    if (invoice.contractId !== null && (await isBarredFromContract(tx, giver, invoice.contractId)))
      return new AppError('approval.author_cannot_approve');
    const { actingFor, metAsks, liftedRules } = await resolveApprover(tx, giver, invoice, request);
    // Whose delegate they are is for one decision at a time, and not for a series.
    return actingFor === null ? { metAsks, liftedRules } : new AppError('approval.not_an_approver');
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const gapOf = (refusal: AppError | object | undefined): StandingGap =>
  refusal instanceof AppError && refusal.code === 'approval.author_cannot_approve'
    ? 'giver_barred'
    : 'giver_not_asked';
