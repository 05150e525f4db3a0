import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { bookAllocation } from './book-allocation.ts';
import { bookRefund, type RefundInput } from './book-refund.ts';
import { loadUnapplied } from './load-unapplied.ts';
import { lockPayment } from './lock-payment.ts';
import { readAmount } from './read-amount.ts';
import { refuseFuture } from './refuse-future.ts';

/**
 * Notes that unapplied money of a payment was sent back. Returns the refund's id; the same `externalId` again books
 * nothing. Throws `settlement.exceeds` for more than is unapplied, and `settlement.not_possible` for a payment that is on
 * nobody's account.
 */
export async function refundPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RefundInput & { paymentId: string };
}): Promise<{ refundId: string; isNew: boolean }> {
  authorise(ctx, 'record_payment');
  refuseFuture(ctx, input.refundedOn, '/refundedOn');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { paymentId, ...asked } = input;
    const payment = await lockPayment(tx, ctx, paymentId);
    const { customerId, entityId, currency } = payment;
    if (customerId === null || entityId === null) {
      throw new AppError('settlement.not_possible', {
        detail: 'The payment is on the account of no customer.',
      });
    }
    const amount = readAmount(asked.amount, currency);
    const leftMinor = await loadUnapplied(tx, payment);
    const source = { kind: 'payment' as const, id: paymentId };
    const of = { customerId, entityId, invoiceId: null, amount, source };
    const { id, isNew } = await bookRefund(tx, ctx, { of, input: asked });
    if (!isNew) return { refundId: id, isNew };
    if (amount.amountMinor > leftMinor) {
      const left = moneyToText(money(leftMinor, currencyOf(currency)));
      throw new AppError('settlement.exceeds', {
        detail: `${left} ${currency} of the payment are unapplied.`,
      });
    }
    await bookAllocation(tx, ctx, { refundId: id, paymentId, amountMinor: amount.amountMinor });
    await recordAudit(tx, ctx, {
      action: 'payment.refund',
      objectKind: 'payment',
      objectId: paymentId,
      after: { refundId: id, amount: moneyToText(amount), currency },
      reason: asked.reason,
    });
    return { refundId: id, isNew };
  });
}
