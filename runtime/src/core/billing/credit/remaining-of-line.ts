import type { Big } from 'big.js';
import type { DocumentLine, InvoiceDocument } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { minorOf } from './minor-of.ts';

/** What is left to credit of a line, in minor units where it is money; positive or zero for a line that bills. */
export type RemainingLine = { quantity: Big; netMinor: bigint; discountMinor: bigint };

/** What no earlier credit note took back of a line. */
export function remainingOfLine(
  line: DocumentLine,
  earlier: readonly InvoiceDocument[],
  currency: CurrencyCode,
): RemainingLine {
  const left = {
    quantity: decimalOf(line.quantity),
    netMinor: minorOf(line.netAmount, currency),
    discountMinor: minorOf(line.discount?.amount ?? '0', currency),
  };
  for (const credited of earlier.flatMap(({ lines }) => lines)) {
    if (credited.credits?.position !== line.position) continue;
    left.quantity = left.quantity.minus(decimalOf(credited.credits.quantity));
    // Amounts of a credit note are below zero.
    left.netMinor += minorOf(credited.netAmount, currency);
    left.discountMinor += minorOf(credited.discount?.amount ?? '0', currency);
  }
  return left;
}
