import { usualRounding } from '../../invoice/amounts/amounts-input.ts';
import { taxItems } from '../../invoice/amounts/tax-items.ts';
import type { DocumentLine, TaxRow } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { smallerOf } from '../../money/smaller-of.ts';
import type { PartlyCredited } from './credit-parts.ts';
import { minorOf } from './minor-of.ts';
import { statedOf } from './remaining-of-line.ts';
import { sumMinor } from './sum-minor.ts';
import { type Taking, type TaxSums, takeTax } from './take-tax.ts';
import { taxGroupOf, taxGroupOfRow } from './tax-group.ts';

/**
 * As `takeTax`, of an invoice whose tax is rounded line by line: each line's parts are roundings of that line's own tax,
 * which they come to exactly. What exhausts the rate takes what is left of it.
 */
export function takeTaxByLine(row: TaxRow, { amountMinor, left }: Taking, input: PartlyCredited): TaxSums {
  const isInclusive = input.original.priceBasis === 'tax_inclusive';
  const exhaustsAt = isInclusive ? left.baseMinor + left.taxMinor : left.baseMinor;
  if (amountMinor >= exhaustsAt) return left;
  const taken = input.lines
    .filter((line) => taxGroupOf(line) === taxGroupOfRow(row))
    .map((line) => takenOfLine(row, line, input));
  const taxMinor = smallerOf(sumMinor(taken.map((each) => each.taxMinor)), left.taxMinor);
  return { baseMinor: isInclusive ? amountMinor - taxMinor : amountMinor, taxMinor };
}

/** The notes so far are gone through again, since none of them states the tax of a line. */
function takenOfLine(row: TaxRow, line: DocumentLine, input: PartlyCredited): TaxSums {
  const { original, earlier, currency, mode } = input;
  const position = line.credits?.position;
  const billed = original.lines.find((each) => each.position === position) ?? line;
  const amounts = [...earlier.flatMap((note) => note.lines), line]
    .filter((each) => each.credits?.position === position)
    .map((each) => -minorOf(statedOf(each), currency));
  const whole = taxItems(
    [minorOf(statedOf(billed), currency)],
    decimalToRatio(decimalOf(row.ratePercent)),
    original.priceBasis === 'tax_inclusive',
    { ...usualRounding(mode), inclusive: original.rounding?.inclusive ?? 'round_net' },
  );
  let before: TaxSums = { baseMinor: 0n, taxMinor: 0n };
  let taken = before;
  for (const amountMinor of amounts) {
    before = { baseMinor: before.baseMinor + taken.baseMinor, taxMinor: before.taxMinor + taken.taxMinor };
    const left = {
      baseMinor: whole.baseMinor - before.baseMinor,
      taxMinor: whole.taxMinor - before.taxMinor,
    };
    taken = takeTax(row, { amountMinor, before, left }, input);
  }
  return taken;
}
