import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { resolveApprover } from './resolve-approver.ts';

/** Whether somebody may decide a request, in whose place if not their own, and if not, why. */
export type DecisionRight =
  | { right: 'may'; actingFor: string | null }
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
      const { actingFor } = await resolveApprover(tx, ctx, invoice, request);
      return { right: 'may', actingFor: actingFor?.name ?? null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { right: error.code === 'approval.author_cannot_approve' ? 'own' : 'other_step' };
    }
  });
}
