import Big from 'big.js';
import type { DocumentLine } from '../../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { minorToDecimal } from '../../money/minor-to-decimal.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import { roundToMinor } from '../../money/round-to-minor.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { powerOfTen } from '../../money/text-to-ratio.ts';
import { fail, ok, type Result } from '../../result.ts';
import { creditLineParts } from './credit-line-parts.ts';
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
  const { currency } = context;
  const { quantity } = item;
  if (quantity.lte(0)) return fail('is not above zero');
  if (quantity.gt(left.quantity))
    return fail(`is more than the ${decimalToText(left.quantity)} that are left`);
  const isLast = quantity.eq(left.quantity);
  const parts = creditLineParts(
    line,
    { before: decimalOf(line.quantity).minus(left.quantity), quantity },
    context,
  );
  const grossMinor = grossOf(line, quantity, context) + parts.netMinor;
  const amountMinor = isLast ? left.amountMinor : grossMinor - shareOfDiscount(line, quantity, context);
  const discountMinor = grossMinor - amountMinor;
  if (amountMinor > left.amountMinor) return fail(exceeds(line, left, currency));
  if (amountMinor <= 0n && !isLast) return fail('comes to nothing: more of it has to be credited');
  // Rounding of earlier parts may leave more than quantity times price: then the rest is an amount.
  if (discountMinor < 0n || amountMinor <= 0n)
    return creditAmount(line, left, left.amountMinor, context, quantity);
  const { baseQuantity } = line;
  return ok({
    ...base(line),
    ...(baseQuantity === undefined ? {} : { baseQuantity }),
    ...parts.stated,
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

/** Quantity times price, for as many units as the price is for (BT-149). */
function grossOf(
  { unitPrice, baseQuantity }: DocumentLine,
  quantity: Big,
  { currency, mode }: Context,
): bigint {
  if (baseQuantity === undefined) return roundToMinor(quantity.times(decimalOf(unitPrice)), currency, mode);
  const { numerator, denominator } = decimalToRatio(quantity.times(decimalOf(unitPrice)));
  const units = decimalToRatio(decimalOf(baseQuantity));
  const scale = powerOfTen(currencyDigits(currency));
  return roundRatio(numerator * units.denominator * scale, denominator * units.numerator, mode);
}

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

/** What stays of the line: how its price and its net came about is not told again. */
function base({
  discount: _discount,
  allowances: _allowances,
  charges: _charges,
  baseQuantity: _baseQuantity,
  preciseNet: _preciseNet,
  listPrice: _listPrice,
  allowedDiscountPercent: _allowed,
  ...line
}: DocumentLine): DocumentLine {
  return line;
}

const text = (amountMinor: bigint, currency: CurrencyCode): string =>
  moneyToText(money(amountMinor, currency));

const exceeds = ({ grossAmount }: DocumentLine, left: RemainingLine, currency: CurrencyCode): string =>
  `is more than the ${text(left.amountMinor, currency)} ${grossAmount === undefined ? 'without' : 'with'} tax that are left`;
