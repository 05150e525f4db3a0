import { computeTotals } from '../invoice/compute-totals.ts';
import type { InvoiceDocument } from '../invoice/document.ts';
import { parseCurrencyCode } from '../money/currency.ts';
import { decimalOf } from '../money/decimal-of.ts';
import { moneyToText } from '../money/money-to-text.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import type { RoundingMode } from '../money/rounding.ts';

/** The rounding of an entity, when computing the document with it gives the document's amounts; else `unknown`. */
export function roundingOf(document: InvoiceDocument, mode: RoundingMode): RoundingMode | 'unknown' {
  const currency = parseCurrencyCode(document.currency);
  if (!currency.ok) return 'unknown';
  const { lines, taxRows } = computeTotals({
    currency: currency.value,
    rounding: mode,
    lines: document.lines.map(({ quantity, unitPrice, discount, taxCategory, taxRatePercent }) => ({
      quantity: decimalOf(quantity),
      unitPrice: decimalOf(unitPrice),
      taxCategory,
      taxRatePercent: decimalOf(taxRatePercent),
      ...discountOf(discount),
    })),
  });
  const isSame =
    lines.every(({ net }, at) => moneyToText(net) === document.lines[at]?.netAmount) &&
    taxRows.every(({ tax }, at) => moneyToText(tax) === document.taxRows[at]?.tax);
  return isSame ? mode : 'unknown';

  function discountOf(discount: InvoiceDocument['lines'][number]['discount']) {
    if (discount === undefined || !currency.ok) return {};
    if (discount.percent !== undefined) return { discountPercent: decimalOf(discount.percent) };
    const amount = parseMoneyText(discount.amount, currency.value);
    return amount.ok ? { discountAmountMinor: amount.value.amountMinor } : {};
  }
}
