import Big from 'big.js';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { ratioToDecimal } from '../money/ratio.ts';
import type { Finding } from '../validation/finding.ts';
import { checkPercentages, percentageOf } from './check-settlement.ts';
import type { DocumentLine, InvoiceDocument } from './document.ts';
import { findInequality } from './find-inequality.ts';

/**
 * PEPPOL-EN16931-R120 and R040 for every line; where prices hold the tax, R120 is the gross amount's, and the net is
 * that without its tax. The document's decimals must be readable, or it is an assertion.
 */
export function checkLineIdentities(document: InvoiceDocument, minorUnit: Big): Finding[] {
  return document.lines.flatMap((line, index) => checkLine(line, `/lines/${index}`, minorUnit, document));
}

function checkLine(
  line: DocumentLine,
  at: string,
  minorUnit: Big,
  { priceBasis, rounding }: InvoiceDocument,
): Finding[] {
  const { discount, allowances = [], charges = [], grossAmount, preciseNet } = line;
  const isInclusive = priceBasis === 'tax_inclusive' && grossAmount !== undefined;
  const stated = isInclusive ? grossAmount : line.netAmount;
  const parts = sumOf(charges)
    .minus(sumOf(allowances))
    .minus(decimalOf(discount?.amount ?? '0'));
  const gross = grossOf(line);
  const place = `${at}/${isInclusive ? 'grossAmount' : 'netAmount'}`;
  const findings = [
    ...findInequality('peppol_r120', place, stated, gross.plus(parts), minorUnit),
    ...(isInclusive ? checkNet(line, grossAmount, at, minorUnit) : []),
    ...checkPercentages(allowances, `${at}/allowances`, minorUnit),
    ...checkPercentages(charges, `${at}/charges`, minorUnit),
  ];
  if (discount?.percent === undefined) return findings;
  // The percentage is of the rounded gross, which is what the stated amount and its parts add up to, unless the
  // profile `precise` rounded the sum of lines instead of the line.
  const isPrecise = preciseNet !== undefined || rounding?.lines === 'precise';
  const statedGross = isPrecise ? gross : decimalOf(stated).minus(parts);
  const share = percentageOf(statedGross, discount.percent);
  const tolerance = isPrecise ? minorUnit.times(2) : minorUnit;
  return [
    ...findings,
    ...findInequality('peppol_r040', `${at}/discount/amount`, discount.amount, share, tolerance),
  ];
}

const sumOf = (parts: readonly { amount: string }[]): Big =>
  parts.reduce((sum, part) => sum.plus(decimalOf(part.amount)), new Big(0));

/** More decimals than any amount has, so that a quotient is compared as if it were exact. */
const QUOTIENT_DECIMALS = 30;

function grossOf({ quantity, unitPrice, baseQuantity }: DocumentLine): Big {
  const product = decimalOf(quantity).times(decimalOf(unitPrice));
  return baseQuantity === undefined ? product : quotient(product, decimalOf(baseQuantity));
}

/** A net is less than a unit away from its share, whichever of net and tax was rounded. */
function checkNet(line: DocumentLine, grossAmount: string, at: string, minorUnit: Big): Finding[] {
  const factor = decimalOf(line.taxRatePercent).times('0.01').plus(1);
  const net = quotient(decimalOf(grossAmount), factor);
  return findInequality('line_without_tax', `${at}/netAmount`, line.netAmount, net, minorUnit);
}

/** A divisor that is not above zero gives what is divided: the findings name the divisor itself. */
function quotient(value: Big, divisor: Big): Big {
  if (divisor.lte(0)) return value;
  const [over, under] = [decimalToRatio(value), decimalToRatio(divisor)];
  const ratio = {
    numerator: over.numerator * under.denominator,
    denominator: over.denominator * under.numerator,
  };
  return ratioToDecimal(ratio, QUOTIENT_DECIMALS, 'half_even');
}
