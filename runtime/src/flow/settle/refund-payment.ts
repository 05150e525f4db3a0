import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Ran, runOrHold } from '../held/run-or-hold.ts';
import { applyPaymentRefund } from './apply-payment-refund.ts';
import type { BookedRefund } from './apply-refund.ts';
import type { RefundInput } from './book-refund.ts';
import { refuseFuture } from './refuse-future.ts';

/**
 * Notes that unapplied money of a payment was sent back. Returns the refund's id; the same `externalId` again books
 * nothing. Money that was on an invoice is judged by the rules for refunds of that invoice: taken off it first, it does not
 * pass them by; then the request is returned. Throws `settlement.exceeds` for more than is unapplied,
 * `settlement.not_possible` for a payment that is on nobody's account, and `approval.under_way`.
 */
export async function refundPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RefundInput & { paymentId: string };
}): Promise<Ran<BookedRefund>> {
  authorise(ctx, 'record_payment');
  refuseFuture(ctx, input.refundedOn, '/refundedOn');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const run = () => applyPaymentRefund(tx, ctx, input);
    const invoiceId = await lastInvoiceOf(tx, input.paymentId);
    if (invoiceId === undefined) return { state: 'done', ...(await run()) };
    return runOrHold(tx, ctx, { invoiceId, ask: { command: 'refund', input } }, run);
  });
}

/** The invoice that a payment was put on last; undefined where it never was on one. */
async function lastInvoiceOf(tx: Tx, paymentId: string): Promise<string | undefined> {
  const [last] = await tx
    .select({ invoiceId: allocations.invoiceId })
    .from(allocations)
    .where(and(eq(allocations.paymentId, paymentId), isNotNull(allocations.invoiceId)))
    .orderBy(desc(allocations.createdAt), desc(allocations.id))
    .limit(1);
  return last?.invoiceId ?? undefined;
}
