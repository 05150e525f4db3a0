import type { Ctx } from '../context.ts';
import { applyPayment } from './apply-payment.ts';

/**
 * Applies a received payment to its invoice, up to the balance; what is left stays unapplied on the payment. What is
 * applied elsewhere, or all when the money went back, is taken back first, also when no invoice fits any more.
 * Running it twice applies nothing twice. Throws `settlement.invoice_unknown` or `settlement.currency_differs`.
 */
export async function settlePayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<void> {
  const misfit = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    applyPayment(tx, ctx, input.paymentId),
  );
  // Thrown after the commit: what was taken back stays so, whether or not the payment finds a new place.
  if (misfit !== undefined) throw misfit;
}
