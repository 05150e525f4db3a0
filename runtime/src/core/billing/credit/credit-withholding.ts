import type { InvoiceDocument, Withholding } from '../../invoice/document.ts';
import { isJapaneseSeller } from '../../invoice/seller-country.ts';
import { currencyDigits } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import type { Ratio } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { PartlyCredited } from './credit-parts.ts';
import { minorOf } from './minor-of.ts';
import { nearestShare } from './nearest-share.ts';
import { sumMinor } from './sum-minor.ts';

/**
 * The withheld tax (源泉徴収) that a note takes back, in amounts below zero: of what is left of its base the proportion that
 * the note is of what is left of the total without tax, and the tax of all that is credited by now less what earlier notes
 * took. The note that exhausts the invoice takes the rest. Nothing where the invoice has none, or nothing of it goes back.
 */
export function creditWithholding(
  { original, earlier, currency, mode }: PartlyCredited,
  creditedMinor: bigint,
): Withholding | undefined {
  const { withholding } = original;
  if (withholding === undefined) return undefined;
  const minors = (amountOf: (document: InvoiceDocument) => string | undefined): bigint[] =>
    [original, ...earlier].map((document) => minorOf(amountOf(document) ?? '0', currency));
  const leftBase = sumMinor(minors((document) => document.withholding?.base));
  const leftAmount = sumMinor(minors((document) => document.withholding?.amount));
  const leftTotal = sumMinor(minors(({ totals }) => totals.taxExclusive));
  const isLast = creditedMinor >= leftTotal;
  const base = isLast ? leftBase : roundRatio(leftBase * creditedMinor, leftTotal, mode);
  const { numerator, denominator } = decimalToRatio(decimalOf(withholding.ratePercent));
  const share = (ofMinor: bigint): Ratio => ({
    numerator: ofMinor * numerator,
    denominator: denominator * 100n,
  });
  const takenBase = minorOf(withholding.base, currency) - leftBase;
  const takenAmount = minorOf(withholding.amount, currency) - leftAmount;
  const all = share(takenBase + base);
  const taxMode = isJapaneseSeller(original.seller) ? 'down' : mode;
  const wanted = roundRatio(all.numerator, all.denominator, taxMode) - takenAmount;
  const shares = { taken: share(base), rest: share(leftBase - base) };
  const amount = isLast ? leftAmount : nearestShare(wanted, shares, leftAmount);
  if (base === 0n && amount === 0n) return undefined;
  const text = (minor: bigint): string => minorToText(-minor, currencyDigits(currency));
  return { base: text(base), ratePercent: withholding.ratePercent, amount: text(amount) };
}
