import type { InvoiceDocument, TaxRow, Totals } from '../../invoice/document.ts';
import { currencyDigits, parseCurrencyCode } from '../../money/currency.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import type { PartlyCredited } from './credit-parts.ts';
import type { CreditedParts } from './credit-tax-rows.ts';
import { minorOf } from './minor-of.ts';
import { sumMinor } from './sum-minor.ts';
import { takePayable } from './take-payable.ts';

/**
 * The totals of a credit note, below zero; see `takePayable` for what of it is payable. All notes together give back what the
 * invoice states.
 */
export function creditTotals(
  input: PartlyCredited,
  parts: CreditedParts,
  taxRows: readonly TaxRow[],
): Totals {
  const { original, lines, currency } = input;
  const minor = (text: string): bigint => minorOf(text, currency);
  const text = (amountMinor: bigint): string => minorToText(amountMinor, currencyDigits(currency));
  const lineNet = sumMinor(lines.map(({ netAmount }) => minor(netAmount)));
  const allowances = sumMinor(parts.allowances.map(({ amount }) => minor(amount)));
  const charges = sumMinor(parts.charges.map(({ amount }) => minor(amount)));
  const tax = sumMinor(taxRows.map((row) => minor(row.tax)));
  const taxExclusive = lineNet - allowances + charges;
  const taxInclusive = taxExclusive + tax;
  const paid = takePayable(input, -taxInclusive);
  return {
    lineNet: text(lineNet),
    ...(parts.allowances.length === 0 ? {} : { allowances: text(allowances) }),
    ...(parts.charges.length === 0 ? {} : { charges: text(charges) }),
    taxExclusive: text(taxExclusive),
    tax: text(tax),
    taxInclusive: text(taxInclusive),
    prepaid: text(-paid.prepaid),
    ...(original.totals.rounding === undefined ? {} : { rounding: text(-paid.rounding) }),
    payable: text(-paid.payable),
    ...taxInTaxCurrency(original, taxRows),
  };
}

/** BT-111: what the rows take back of it, where the invoice states it. */
function taxInTaxCurrency(
  { totals, taxCurrency }: InvoiceDocument,
  taxRows: readonly TaxRow[],
): Pick<Totals, 'taxInTaxCurrency'> {
  const code = parseCurrencyCode(taxCurrency ?? '');
  if (totals.taxInTaxCurrency === undefined || !code.ok) return {};
  const sum = sumMinor(taxRows.map((row) => minorOf(row.taxInTaxCurrency ?? '0', code.value)));
  return { taxInTaxCurrency: minorToText(sum, currencyDigits(code.value)) };
}
