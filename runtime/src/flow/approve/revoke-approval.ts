import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { transitionInvoice } from '../transition-invoice.ts';

/**
 * Takes an approval back before the invoice is issued (model.md E5, row 14): it is a draft again, and what was approved
 * is asked for anew once it is submitted. The decisions stay on record. Throws `invoice.transition_refused` afterwards.
 */
export async function revokeApproval({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; reason: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    authorise(ctx, 'approve', invoice.entityId);
    await transitionInvoice(tx, ctx, {
      invoice,
      event: 'revoke',
      set: { submittedAt: null, approvedAt: null },
      reason: input.reason,
    });
  });
}
