import type { InvoiceDocument, TaxRow, Totals } from '../../invoice/document.ts';
import { currencyDigits, parseCurrencyCode } from '../../money/currency.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import type { PartlyCredited } from './credit-parts.ts';
import type { CreditedParts } from './credit-tax-rows.ts';
import { minorOf } from './minor-of.ts';
import { sumMinor } from './sum-minor.ts';

/**
 * The totals of a credit note, below zero. It takes back what was to be paid first, and of what a deposit had paid only
 * the rest: so all notes together give back the payable amount and the deposit as the invoice states them.
 */
export function creditTotals(
  input: PartlyCredited,
  parts: CreditedParts,
  taxRows: readonly TaxRow[],
): Totals {
  const { original, earlier, lines, currency } = input;
  const minor = (text: string): bigint => minorOf(text, currency);
  const text = (amountMinor: bigint): string => minorToText(amountMinor, currencyDigits(currency));
  const lineNet = sumMinor(lines.map(({ netAmount }) => minor(netAmount)));
  const allowances = sumMinor(parts.allowances.map(({ amount }) => minor(amount)));
  const charges = sumMinor(parts.charges.map(({ amount }) => minor(amount)));
  const tax = sumMinor(taxRows.map((row) => minor(row.tax)));
  const taxExclusive = lineNet - allowances + charges;
  const taxInclusive = taxExclusive + tax;
  const unpaid =
    minor(original.totals.payable) + sumMinor(earlier.map(({ totals }) => minor(totals.payable)));
  const isPrepaid = minor(original.totals.prepaid) !== 0n;
  const prepaid = isPrepaid && -taxInclusive > unpaid ? taxInclusive + unpaid : 0n;
  return {
    lineNet: text(lineNet),
    ...(parts.allowances.length === 0 ? {} : { allowances: text(allowances) }),
    ...(parts.charges.length === 0 ? {} : { charges: text(charges) }),
    taxExclusive: text(taxExclusive),
    tax: text(tax),
    taxInclusive: text(taxInclusive),
    prepaid: text(prepaid),
    payable: text(taxInclusive - prepaid),
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
