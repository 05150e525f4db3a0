/**
 * What the rows cannot say about a charge of Stripe: what was refunded in part comes off the amount, and of one that
 * nothing was captured of yet it is what was ordered.
 */
export default function map(_source, draft, ctx) {
  const { refundedAmount = '0', orderedAmount, failureReason, ...payment } = draft;
  const { decimal } = ctx.helpers;
  if (payment.state === 'processing') return { ...payment, amount: orderedAmount };
  if (payment.state === 'failed') {
    return { ...payment, amount: orderedAmount, ...(failureReason === undefined ? {} : { failureReason }) };
  }
  if (payment.state === 'returned' || decimal.compare(refundedAmount, '0') === 0) return payment;
  return { ...payment, amount: decimal.subtract(payment.amount, refundedAmount) };
}
