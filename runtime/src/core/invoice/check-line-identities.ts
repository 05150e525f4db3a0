import type { Big } from 'big.js';
import { decimalOf } from '../money/decimal-of.ts';
import type { Finding } from '../validation/finding.ts';
import type { DocumentLine, InvoiceDocument } from './document.ts';
import { findInequality } from './find-inequality.ts';

/** PEPPOL-EN16931-R120 and R040 for every line. The document's decimals must be readable, or it is an assertion. */
export function checkLineIdentities({ lines }: InvoiceDocument, minorUnit: Big): Finding[] {
  return lines.flatMap((line, index) => checkLine(line, `/lines/${index}`, minorUnit));
}

function checkLine(line: DocumentLine, at: string, minorUnit: Big): Finding[] {
  const gross = decimalOf(line.quantity).times(decimalOf(line.unitPrice));
  const { discount } = line;
  if (discount === undefined) {
    return findInequality('peppol_r120', `${at}/netAmount`, line.netAmount, gross, minorUnit);
  }
  const discountAmount = decimalOf(discount.amount);
  const net = gross.minus(discountAmount);
  const findings = findInequality('peppol_r120', `${at}/netAmount`, line.netAmount, net, minorUnit);
  if (discount.percent === undefined) return findings;
  // The percentage is of the rounded gross, which is what the stated net and discount add up to.
  const statedGross = decimalOf(line.netAmount).plus(discountAmount);
  const share = statedGross.times(decimalOf(discount.percent)).times('0.01');
  return [
    ...findings,
    ...findInequality('peppol_r040', `${at}/discount/amount`, discount.amount, share, minorUnit),
  ];
}
