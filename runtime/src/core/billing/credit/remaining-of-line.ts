import type { Big } from 'big.js';
import type { DocumentLine, InvoiceDocument } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { minorOf } from './minor-of.ts';

/** What is left to credit of a line, in minor units where it is money; positive or zero for a line that bills. */
export type RemainingLine = { quantity: Big; amountMinor: bigint };

/** What a line comes to in the basis of its price: with its tax where prices include it. */
export const statedOf = ({ grossAmount, netAmount }: DocumentLine): string => grossAmount ?? netAmount;

/** What no earlier credit note took back of a line, in the basis of its price. */
export function remainingOfLine(
  line: DocumentLine,
  earlier: readonly InvoiceDocument[],
  currency: CurrencyCode,
): RemainingLine {
  const left = { quantity: decimalOf(line.quantity), amountMinor: minorOf(statedOf(line), currency) };
  for (const credited of earlier.flatMap(({ lines }) => lines)) {
    if (credited.credits?.position !== line.position) continue;
    left.quantity = left.quantity.minus(decimalOf(credited.credits.quantity));
    // Amounts of a credit note are below zero.
    left.amountMinor += minorOf(statedOf(credited), currency);
  }
  return left;
}
