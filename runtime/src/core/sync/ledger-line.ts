import { decimalOf } from '../money/decimal-of.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import { roundRatio } from '../money/round-ratio.ts';
import { textToRatio } from '../money/text-to-ratio.ts';

/** What a ledger keeps of a quantity or a price: Xero four decimals (Accounting API, unitdp). */
const UNIT_DENOMINATOR_MAX = 10_000n;

/** The quantity and price of a line, and its amount, as decimal text in major units. */
export type PricedLine = { quantity: string; unitPrice: string; netAmount: string };

/**
 * The quantity and price under which a ledger can hold a line: its own, or one unit at its amount. A ledger multiplies
 * by itself, to two decimals and half up, and takes a discount off; it neither adds anything nor keeps more than four
 * decimals of a factor. A part of a line that is given back may need either.
 */
export function ledgerLine(line: PricedLine): Pick<PricedLine, 'quantity' | 'unitPrice'> {
  const quantity = decimalToText(decimalOf(line.quantity));
  const unitPrice = decimalToText(decimalOf(line.unitPrice));
  const isKept = [quantity, unitPrice].every((text) => textToRatio(text).denominator <= UNIT_DENOMINATOR_MAX);
  const gross = decimalToRatio(decimalOf(quantity).times(decimalOf(unitPrice)));
  const net = decimalToRatio(decimalOf(line.netAmount));
  const grossCents = roundRatio(gross.numerator * 100n, gross.denominator, 'half_up');
  const netCents = (net.numerator * 100n) / net.denominator;
  const isReached = grossCents === netCents || (grossCents > netCents && grossCents > 0n);
  if (isKept && isReached) return { quantity, unitPrice };
  return { quantity: '1', unitPrice: decimalToText(decimalOf(line.netAmount)) };
}
