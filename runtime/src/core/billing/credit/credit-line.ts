import Big from 'big.js';
import type { DocumentLine } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { minorToDecimal } from '../../money/minor-to-decimal.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import { roundToMinor } from '../../money/round-to-minor.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { CreditedItem } from './credit-request.ts';
import { minorOf } from './minor-of.ts';
import type { RemainingLine } from './remaining-of-line.ts';

type Context = { currency: CurrencyCode; mode: RoundingMode; discountReason: string };

/**
 * The line of a credit note that takes something back of a line. A part of the quantity comes with its share of the
 * discount, rounded; the part that exhausts the line takes what is left to the last minor unit, so that all parts
 * together are the line. Where prices include the tax, the net is still that of the gross; see `settleNets`. Refuses
 * more than is left.
 */
export function creditLine(
  line: DocumentLine,
  left: RemainingLine,
  item: CreditedItem,
  context: Context,
): Result<DocumentLine> {
  if ('amountMinor' in item) return creditAmount(line, left, item.amountMinor, context);
  const { currency, mode } = context;
  const { quantity } = item;
  if (quantity.lte(0)) return fail('is not above zero');
  if (quantity.gt(left.quantity))
    return fail(`is more than the ${decimalToText(left.quantity)} that are left`);
  const grossMinor = roundToMinor(quantity.times(decimalOf(line.unitPrice)), currency, mode);
  const isLast = quantity.eq(left.quantity);
  const amountMinor = isLast ? left.amountMinor : grossMinor - shareOfDiscount(line, quantity, context);
  const discountMinor = grossMinor - amountMinor;
  if (amountMinor > left.amountMinor) return fail(exceeds(line, left, currency));
  // Rounding of earlier parts may leave more than quantity times price: then the rest is an amount.
  if (discountMinor < 0n || amountMinor <= 0n)
    return creditAmount(line, left, left.amountMinor, context, quantity);
  return ok({
    ...base(line),
    quantity: decimalToText(quantity.times(-1)),
    ...(discountMinor === 0n
      ? {}
      : {
          discount: {
            amount: text(-discountMinor, currency),
            reason: line.discount?.reason ?? context.discountReason,
          },
        }),
    ...stated(line, amountMinor, currency),
    credits: { position: line.position, quantity: decimalToText(quantity) },
  });
}

function creditAmount(
  line: DocumentLine,
  left: RemainingLine,
  amountMinor: bigint,
  { currency }: Context,
  quantity: Big = new Big(0),
): Result<DocumentLine> {
  if (amountMinor <= 0n)
    return fail(left.amountMinor <= 0n ? 'is credited wholly already' : 'is not above zero');
  if (amountMinor > left.amountMinor) return fail(exceeds(line, left, currency));
  return ok({
    ...base(line),
    quantity: '-1',
    unitPrice: decimalToText(minorToDecimal(amountMinor, currency)),
    ...stated(line, amountMinor, currency),
    credits: { position: line.position, quantity: decimalToText(quantity) },
  });
}

/** The amount where the line states it: with its tax where the price includes it. */
const stated = (
  { grossAmount }: DocumentLine,
  amountMinor: bigint,
  currency: CurrencyCode,
): Pick<DocumentLine, 'netAmount' | 'grossAmount'> => {
  const amount = text(-amountMinor, currency);
  return { netAmount: amount, ...(grossAmount === undefined ? {} : { grossAmount: amount }) };
};

/** Pro rata of the quantity, as the discount was given on all of it. */
function shareOfDiscount(line: DocumentLine, quantity: Big, { currency, mode }: Context): bigint {
  const discountMinor = minorOf(line.discount?.amount ?? '0', currency);
  const part = decimalToRatio(quantity);
  const whole = decimalToRatio(decimalOf(line.quantity));
  return roundRatio(
    discountMinor * part.numerator * whole.denominator,
    part.denominator * whole.numerator,
    mode,
  );
}

/** What stays of the line: its discount, its list price and the record that it came from are not told again. */
function base({
  discount: _,
  listPrice: __,
  allowedDiscountPercent: ___,
  ...line
}: DocumentLine): DocumentLine {
  return line;
}

const text = (amountMinor: bigint, currency: CurrencyCode): string =>
  moneyToText(money(amountMinor, currency));

const exceeds = ({ grossAmount }: DocumentLine, left: RemainingLine, currency: CurrencyCode): string =>
  `is more than the ${text(left.amountMinor, currency)} ${grossAmount === undefined ? 'without' : 'with'} tax that are left`;
