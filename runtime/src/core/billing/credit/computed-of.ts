import type { ComputedLine } from '../../invoice/compute-totals.ts';
import type { DocumentLine } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { money } from '../../money/money.ts';
import { minorOf } from './minor-of.ts';

/** The amounts of a line that are known from its document; its gross is its net and what was deducted. */
export function computedOf(line: DocumentLine, currency: CurrencyCode): ComputedLine {
  const netMinor = minorOf(line.netAmount, currency);
  const discountMinor = minorOf(line.discount?.amount ?? '0', currency);
  return {
    gross: money(netMinor + discountMinor, currency),
    discount: money(discountMinor, currency),
    net: money(netMinor, currency),
    taxCategory: line.taxCategory,
    taxRatePercent: decimalOf(line.taxRatePercent),
  };
}
