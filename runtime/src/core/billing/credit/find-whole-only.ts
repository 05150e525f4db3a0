import type { InvoiceDocument } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';

/**
 * Why an invoice can only be credited as a whole; undefined when parts of it can be. What is stated for the document, and
 * prices that hold their tax, have no share that belongs to one line.
 */
export function findWholeOnly(original: InvoiceDocument): string | undefined {
  const { allowances = [], charges = [], lines, totals, rounding, priceBasis, withholding } = original;
  if (allowances.length + charges.length > 0) return only('allowances or charges of the whole document');
  if (priceBasis === 'tax_inclusive') return only('prices that include the tax');
  if (!decimalOf(totals.prepaid).eq(0)) return only('a deposit that is deducted');
  if (withholding !== undefined) return only('withholding');
  if (
    rounding !== undefined &&
    (rounding.lines !== 'currency' || rounding.tax !== 'document' || rounding.payableTo !== undefined)
  ) {
    return only('a rounding of its own');
  }
  const isSpecial = lines.some(
    (line) =>
      line.baseQuantity !== undefined ||
      (line.allowances ?? []).length + (line.charges ?? []).length > 0 ||
      line.isCredit === true ||
      decimalOf(line.quantity).lte(0),
  );
  return isSpecial ? only('lines with a base quantity, allowances, charges or credits') : undefined;
}

const only = (what: string): string => `The invoice has ${what}: it can be credited as a whole only.`;
