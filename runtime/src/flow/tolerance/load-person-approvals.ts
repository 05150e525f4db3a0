import { and, desc, eq, inArray } from 'drizzle-orm';
import type { EditFrame } from '../../core/approvals/tolerance/edit-frame.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests } from '../../db/schema/index.ts';

/** What one person approved of the submission that stands. */
export type PersonApproval = { id: string; personIds: string[]; frame: EditFrame };

/** The submission that stands, with what people approved of it in their order. */
export type StandingSubmission = {
  request: typeof approvalRequests.$inferSelect;
  approvals: PersonApproval[];
};

/**
 * The approvals of people that an invoice's submission rests on. Undefined where it rests on anything else: on nobody
 * yet, on a default row, or on a standing approval, whose giver looked at no invoice.
 */
export async function loadPersonApprovals(
  tx: Tx,
  invoiceId: string,
): Promise<StandingSubmission | undefined> {
  const [request] = await tx
    .select()
    .from(approvalRequests)
    .where(
      and(eq(approvalRequests.invoiceId, invoiceId), inArray(approvalRequests.state, ['open', 'approved'])),
    )
    .orderBy(desc(approvalRequests.requestedAt), desc(approvalRequests.id))
    .limit(1);
  if (request === undefined) return undefined;
  const [last] = await tx
    .select({ requestId: approvalDecisions.requestId, keptDecisionId: approvalDecisions.keptDecisionId })
    .from(approvalDecisions)
    .where(eq(approvalDecisions.invoiceId, invoiceId))
    .orderBy(desc(approvalDecisions.decidedAt), desc(approvalDecisions.id))
    .limit(1);
  // A default row that approved since rests on no request.
  if (last === undefined || (last.requestId === null && last.keptDecisionId === null)) return undefined;
  const decisions = await tx
    .select({ decision: approvalDecisions })
    .from(approvalDecisions)
    .innerJoin(approvalRequests, eq(approvalRequests.id, approvalDecisions.requestId))
    .where(and(eq(approvalRequests.chainId, request.chainId), eq(approvalDecisions.decision, 'approved')))
    .orderBy(approvalDecisions.id);
  const approvals: PersonApproval[] = [];
  for (const { decision } of decisions) {
    const { id, actor, actingFor, frame, standingApprovalId } = decision;
    if (frame === null || standingApprovalId !== null || actor.kind !== 'person') return undefined;
    approvals.push({ id, personIds: [actor.id, ...(actingFor === null ? [] : [actingFor])], frame });
  }
  return approvals.length === 0 ? undefined : { request, approvals };
}
