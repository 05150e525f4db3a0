import { AppError } from '../../../core/app-error.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToRatio } from '../../../core/money/decimal-to-ratio.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';
import { roundRatio } from '../../../core/money/round-ratio.ts';
import type { InvoiceFields } from './invoice-fields.ts';

/**
 * What Xero must take off a line so that its amount is ours: it computes quantity times price, rounded half up to two
 * decimals, and refuses a line amount that is not that less the discount (Invoices, DiscountAmount). `0` for none.
 * Raises target.refused when our line is above Xero's figure, or the line is a negative one with a discount.
 */
export function lineDiscount(line: InvoiceFields['lines'][number], pointer: string): string {
  const { numerator, denominator } = decimalToRatio(
    decimalOf(line.quantity).times(decimalOf(line.unitPrice)),
  );
  const grossCents = roundRatio(numerator * 100n, denominator, 'half_up');
  const gross = decimalOf(`${grossCents}`).times(decimalOf('0.01'));
  const discount = gross.minus(decimalOf(line.netAmount));
  if (discount.lt(0) || (gross.lt(0) && !discount.eq(0))) {
    const detail = `Xero computes ${decimalToText(gross)} from quantity and price, the line says ${line.netAmount}.`;
    throw new AppError('target.refused', {
      detail,
      errors: [{ pointer: `${pointer}/netAmount`, code: 'target.refused', detail }],
    });
  }
  return decimalToText(discount);
}
