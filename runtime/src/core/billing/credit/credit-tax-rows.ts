import type { DocumentAllowanceCharge, InvoiceDocument, TaxRow } from '../../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { type PartlyCredited, shareOfGroup } from './credit-parts.ts';
import { rowInTaxCurrency } from './credit-tax-currency.ts';
import { minorOf } from './minor-of.ts';
import { statedOf } from './remaining-of-line.ts';
import { sumMinor } from './sum-minor.ts';
import { type TaxSums, takeTax } from './take-tax.ts';
import { takeTaxByLine } from './take-tax-by-line.ts';
import { taxGroupOf, taxGroupOfRow } from './tax-group.ts';

/** What a note takes back beside its lines, in amounts below zero. */
export type CreditedParts = {
  allowances: readonly DocumentAllowanceCharge[];
  charges: readonly DocumentAllowanceCharge[];
};

/**
 * The tax that a credit note takes back, per category and rate of the invoice; see `takeTax`. So the notes together never
 * take more base or tax than was billed, and the one that exhausts a rate takes the rest of it (model E3.7, oracle TX-08).
 * Where the invoice rounds the tax of each line, so does the note.
 */
export function creditTaxRows(input: PartlyCredited, parts: CreditedParts): TaxRow[] {
  const { original, earlier, currency } = input;
  const text = (amountMinor: bigint): string => minorToText(-amountMinor, currencyDigits(currency));
  return original.taxRows.flatMap((row) => {
    const amountMinor = amountOfRow(row, input, parts);
    if (amountMinor === null) return [];
    const before = takenBefore(taxGroupOfRow(row), earlier, currency);
    const left = {
      baseMinor: minorOf(row.base, currency) - before.baseMinor,
      taxMinor: minorOf(row.tax, currency) - before.taxMinor,
    };
    const take = original.rounding?.tax === 'line' ? takeTaxByLine : takeTax;
    const taken = take(row, { amountMinor, before, left }, input);
    return [
      {
        ...row,
        base: text(taken.baseMinor),
        tax: text(taken.taxMinor),
        ...rowInTaxCurrency(input, row, before.taxMinor + taken.taxMinor),
      },
    ];
  });
}

/** What the note takes back under a category and rate, in the basis of the prices; null where nothing of it is. */
function amountOfRow(row: TaxRow, input: PartlyCredited, parts: CreditedParts): bigint | null {
  const { original, earlier, lines, currency } = input;
  const group = taxGroupOfRow(row);
  const own = lines.filter((line) => taxGroupOf(line) === group);
  const ofLines = -sumMinor(own.map((line) => minorOf(statedOf(line), currency)));
  if (original.priceBasis === 'tax_inclusive') {
    const left = sumMinor([original, ...earlier].map((each) => deductedGross(each, group, currency)));
    const deducted = shareOfGroup(left, group, input);
    return own.length === 0 && deducted === 0n ? null : ofLines - deducted;
  }
  const ofParts = (items: CreditedParts['charges']): bigint[] =>
    items.filter((part) => taxGroupOf(part) === group).map(({ amount }) => minorOf(amount, currency));
  const [allowances, charges] = [ofParts(parts.allowances), ofParts(parts.charges)];
  if (own.length + allowances.length + charges.length === 0) return null;
  return ofLines + sumMinor(allowances) - sumMinor(charges);
}

/**
 * Allowances less charges of a category and rate, with their tax: no document states it, but it is what the lines with
 * their tax are more than the row with its tax.
 */
function deductedGross({ lines, taxRows }: InvoiceDocument, group: string, currency: CurrencyCode): bigint {
  const ofLines = lines
    .filter((line) => taxGroupOf(line) === group)
    .map((line) => minorOf(statedOf(line), currency));
  const ofRows = taxRows
    .filter((row) => taxGroupOfRow(row) === group)
    .flatMap(({ base, tax }) => [minorOf(base, currency), minorOf(tax, currency)]);
  return sumMinor(ofLines) - sumMinor(ofRows);
}

function takenBefore(group: string, earlier: readonly InvoiceDocument[], currency: CurrencyCode): TaxSums {
  const rows = earlier.flatMap(({ taxRows }) => taxRows.filter((taken) => taxGroupOfRow(taken) === group));
  return {
    baseMinor: -sumMinor(rows.map(({ base }) => minorOf(base, currency))),
    taxMinor: -sumMinor(rows.map(({ tax }) => minorOf(tax, currency))),
  };
}
