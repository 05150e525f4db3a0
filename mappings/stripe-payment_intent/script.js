/**
 * What the rows cannot say about a payment intent of Stripe: what was refunded in part comes off the amount, of one that
 * nothing was received of yet it is what was ordered, and one that nobody tried to pay has not failed.
 */
export default function map(source, draft, ctx) {
  const { refundedAmount = '0', orderedAmount, failureReason, ...payment } = draft;
  const { decimal } = ctx.helpers;
  if (payment.state === 'processing') return { ...payment, amount: orderedAmount };
  if (payment.state === 'failed') {
    if (!source.last_payment_error && !source.latest_charge) throw new Error('nobody tried to pay it yet');
    return { ...payment, amount: orderedAmount, ...(failureReason === undefined ? {} : { failureReason }) };
  }
  if (payment.state === 'returned' || decimal.compare(refundedAmount, '0') === 0) return payment;
  return { ...payment, amount: decimal.subtract(payment.amount, refundedAmount) };
}
