import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { resolveApprover } from './resolve-approver.ts';

/**
 * Whether somebody may decide a request, in whose place if not their own, and which switched-off rules of segregation
 * let them; and if not, why.
 */
export type DecisionRight =
  | { right: 'may'; actingFor: string | null; liftedRules: SegregationRule[] }
  | { right: 'own' | 'other_step' | 'no_permission' };

/** What to offer to a viewer: the answer of the very code that a decision asks. Throws `approval.not_found`. */
export async function findDecisionRight({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { requestId: string };
}): Promise<DecisionRight> {
  authorise(ctx, 'read');
  if (!ctx.permissions.has('approve')) return { right: 'no_permission' };
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [request] = await tx
      .select()
      .from(approvalRequests)
      .where(eq(approvalRequests.id, input.requestId));
    if (request === undefined) throw new AppError('approval.not_found');
    const invoice = await getInvoiceRow(tx, request.invoiceId);
    try {
      const { actingFor, liftedRules } = await resolveApprover(tx, ctx, invoice, request);
      return { right: 'may', actingFor: actingFor?.name ?? null, liftedRules };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { right: error.code === 'approval.author_cannot_approve' ? 'own' : 'other_step' };
    }
  });
}
