import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { BookedRefund } from './apply-refund.ts';
import { bookAllocation } from './book-allocation.ts';
import { bookRefund, type RefundInput } from './book-refund.ts';
import { loadUnapplied } from './load-unapplied.ts';
import { lockPayment } from './lock-payment.ts';
import { readAmount } from './read-amount.ts';

/** Books a refund of unapplied money in a transaction of the caller; what it throws is told of `refundPayment`. */
export async function applyPaymentRefund(
  tx: Tx,
  ctx: Ctx,
  { paymentId, ...asked }: RefundInput & { paymentId: string },
): Promise<BookedRefund> {
  authorise(ctx, 'record_payment');
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
}
