import { AppError } from '../../core/app-error.ts';
import { paymentWord } from '../../core/settlement/payment-state.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadPayment, type PaymentView } from '../read/list-payments.ts';
import { applyPayment } from './apply-payment.ts';
import { lockPayment } from './lock-payment.ts';
import { movePayment } from './move-payment.ts';

/** Which payment never came, and why. */
export type FailPaymentInput = { paymentId: string; reason: string };

/**
 * Notes that money that was on its way never came: its invoice is told, and what was held off for it goes on. Doing it twice
 * changes nothing. Throws `settlement.not_possible` for money that is in: it goes back, or does not.
 */
export async function failPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: FailPaymentInput;
}): Promise<PaymentView> {
  authorise(ctx, 'record_payment');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const payment = await lockPayment(tx, ctx, input.paymentId);
    const word = paymentWord(payment.state, 'failed');
    if (word === 'contradicts' || word === 'late') {
      throw new AppError('settlement.not_possible', {
        detail: 'The money of this payment came in: where it went back, note that.',
      });
    }
    if (word === 'moves') {
      await movePayment(tx, ctx, payment, { state: 'failed', failureReason: input.reason });
      await applyPayment(tx, ctx, payment.id);
    }
    return loadPayment(tx, ctx, payment.id);
  });
}
