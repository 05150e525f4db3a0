import { AppError } from '../../core/app-error.ts';
import { paymentWord } from '../../core/settlement/payment-state.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadPayment, type PaymentView } from '../read/list-payments.ts';
import { applyPayment } from './apply-payment.ts';
import { lockPayment } from './lock-payment.ts';
import { movePayment } from './move-payment.ts';
import { refuseFuture } from './refuse-future.ts';

/** Which payment is in, and since which day. */
export type ConfirmPaymentInput = { paymentId: string; receivedOn: string };

/**
 * Notes that the money of a payment that was on its way is in, also where it was held for failed: it is an ordinary payment
 * from now on, and is applied as one. What its invoice does not take stays unapplied. Doing it twice changes nothing, and
 * what its system tells of it later is the same payment. Throws `settlement.not_possible` for one that went back.
 */
export async function confirmPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ConfirmPaymentInput;
}): Promise<PaymentView> {
  authorise(ctx, 'record_payment');
  refuseFuture(ctx, input.receivedOn, '/receivedOn');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const payment = await lockPayment(tx, ctx, input.paymentId);
    if (payment.state === 'returned') {
      throw new AppError('settlement.not_possible', { detail: 'The money of this payment went back.' });
    }
    if (paymentWord(payment.state, 'settled') === 'moves') {
      await movePayment(tx, ctx, payment, { state: 'settled', receivedOn: input.receivedOn });
      await applyPayment(tx, ctx, payment.id);
    }
    return loadPayment(tx, ctx, payment.id);
  });
}
