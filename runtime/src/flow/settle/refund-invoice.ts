import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Ran, runOrHold } from '../held/run-or-hold.ts';
import { applyRefund, type BookedRefund, type RefundInvoiceInput } from './apply-refund.ts';
import { refuseFuture } from './refuse-future.ts';

/**
 * Notes money that was sent back for an invoice (model.md E5, row 20). Without a credit note it is taken off the
 * invoice, which is owed again for as much; with one, what is owed stays as it is. Returns the refund's id, or the request
 * where a rule holds it; the same `externalId` again books nothing. Throws `settlement.exceeds` for more than was received
 * and is not refunded yet, or than the credit note has left, and `approval.under_way`.
 */
export async function refundInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RefundInvoiceInput & { invoiceId: string };
}): Promise<Ran<BookedRefund>> {
  authorise(ctx, ISSUED_COMMANDS.refund.permission);
  refuseFuture(ctx, input.refundedOn, '/refundedOn');
  const { invoiceId, ...asked } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    runOrHold(tx, ctx, { invoiceId, ask: { command: 'refund', input: asked } }, () =>
      applyRefund(tx, ctx, input),
    ),
  );
}
