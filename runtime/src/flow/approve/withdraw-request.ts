import { AppError } from '../../core/app-error.ts';
import { cancelOpenRequests } from '../bill/cancel-open-requests.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { endHeld } from '../held/end-held.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { findAsking } from './find-asking.ts';

/**
 * Takes back what waits for an approval: a submission (model.md E5, row 10), whose invoice is a draft again, or a command
 * on an issued document, which is not run. Whoever asked may, or an administrator. A write-off is rejected instead. Throws
 * `approval.not_submitter`, or `invoice.transition_refused` where nothing waits.
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
    const asking = await findAsking(tx, invoice.id);
    const command = asking?.command ?? null;
    authorise(ctx, command === null ? 'submit' : 'read', invoice.entityId);
    if (asking === undefined) {
      throw new AppError('invoice.transition_refused', {
        detail: 'There is no submission to take back: the invoice does not wait for an approval.',
      });
    }
    const { requestedBy } = asking;
    const isOwn = requestedBy.kind === ctx.actor.kind && requestedBy.id === ctx.actor.id;
    if (!isOwn && !ctx.permissions.has('admin')) throw new AppError('approval.not_submitter');
    if (command === 'write_off') {
      throw new AppError('invoice.transition_refused', {
        detail: 'A write-off is not taken back: let an approver reject it.',
      });
    }
    if (command !== null) return endHeld(tx, ctx, input);
    await transitionInvoice(tx, ctx, {
      invoice,
      event: 'withdraw',
      set: { submittedAt: null },
      reason: input.reason,
    });
    await cancelOpenRequests(tx, ctx, invoice.id);
  });
}
