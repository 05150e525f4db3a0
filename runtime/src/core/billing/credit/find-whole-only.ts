import Big from 'big.js';
import type { DocumentAllowanceCharge, DocumentLine, InvoiceDocument } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { taxGroupOf } from './tax-group.ts';

/**
 * Why an invoice can only be credited as a whole; undefined when parts of it can be. Parts need amounts that have a share
 * which belongs to their lines.
 */
export function findWholeOnly(original: InvoiceDocument): string | undefined {
  const { allowances = [], charges = [], lines, totals, rounding } = original;
  if (isBeyondLines(allowances, lines)) return only('allowances that are more than the lines they are on');
  if (decimalOf(totals.prepaid).lt(0) || decimalOf(totals.payable).lt(0))
    return only('a deposit that is more than its total');
  if (rounding?.tax === 'line' && allowances.length + charges.length > 0)
    return only('a tax that is rounded line by line, and allowances or charges of the whole document');
  const isSpecial = lines.some((line) => line.isCredit === true || decimalOf(line.quantity).lte(0));
  return isSpecial ? only('lines that give something back') : undefined;
}

/** Their share could be more than a line that is given back. */
function isBeyondLines(
  allowances: readonly DocumentAllowanceCharge[],
  lines: readonly DocumentLine[],
): boolean {
  const sum = (texts: readonly string[]): Big =>
    texts.reduce((total, text) => total.plus(decimalOf(text)), new Big(0));
  return allowances.some((allowance) => {
    const group = taxGroupOf(allowance);
    const own = allowances.filter((other) => taxGroupOf(other) === group);
    const carriers = lines.filter((line) => taxGroupOf(line) === group);
    return sum(own.map(({ amount }) => amount)).gt(sum(carriers.map(({ netAmount }) => netAmount)));
  });
}

const only = (what: string): string => `The invoice has ${what}: it can be credited as a whole only.`;
