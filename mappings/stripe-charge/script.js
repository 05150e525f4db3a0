/** What the rows cannot say about a charge of Stripe: what was refunded in part comes off the amount. */
export default function map(_source, draft, ctx) {
  const { refundedAmount = '0', ...payment } = draft;
  const { decimal } = ctx.helpers;
  if (payment.state === 'returned' || decimal.compare(refundedAmount, '0') === 0) return payment;
  return { ...payment, amount: decimal.subtract(payment.amount, refundedAmount) };
}
