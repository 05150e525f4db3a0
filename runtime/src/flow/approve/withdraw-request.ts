import { AppError } from '../../core/app-error.ts';
import { cancelOpenRequests } from '../bill/cancel-open-requests.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { submitterOf } from './submitter-of.ts';

/**
 * Takes a submission back while it waits (model.md E5, row 10): its submitter may, or an administrator. The invoice is a
 * draft again and its request is closed. Throws `approval.not_submitter`, or `invoice.transition_refused` afterwards.
 */
export async function withdrawRequest({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; reason: string };
}): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    authorise(ctx, 'submit', invoice.entityId);
    if (invoice.documentStatus !== 'pending_approval') {
      throw new AppError('invoice.transition_refused', {
        detail: 'There is no submission to take back: the invoice does not wait for an approval.',
      });
    }
    const submitter = await submitterOf(tx, invoice.id);
    const isOwn = submitter?.kind === ctx.actor.kind && submitter.id === ctx.actor.id;
    if (!isOwn && !ctx.permissions.has('admin')) throw new AppError('approval.not_submitter');
    await transitionInvoice(tx, ctx, {
      invoice,
      event: 'withdraw',
      set: { submittedAt: null },
      reason: input.reason,
    });
    await cancelOpenRequests(tx, ctx, invoice.id);
  });
}
