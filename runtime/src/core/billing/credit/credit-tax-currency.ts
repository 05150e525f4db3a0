import { convertMinor } from '../../fx/convert-minor.ts';
import type { TaxRow } from '../../invoice/document.ts';
import { currencyDigits, parseCurrencyCode } from '../../money/currency.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import type { PartlyCredited } from './credit-parts.ts';
import { minorOf } from './minor-of.ts';
import { sumMinor } from './sum-minor.ts';
import { taxGroupOfRow } from './tax-group.ts';

/**
 * What a note takes back of a rate's tax in the tax currency: that of all that is credited by now, at the rate of the
 * invoice, less what earlier notes took. So the note that exhausts a rate takes the rest to the unit. Nothing where the
 * invoice does not state it.
 */
export function rowInTaxCurrency(
  { original, earlier, currency, mode }: PartlyCredited,
  row: TaxRow,
  creditedTaxMinor: bigint,
): Pick<TaxRow, 'taxInTaxCurrency'> {
  const { taxCurrency, exchangeRate } = original;
  const code = parseCurrencyCode(taxCurrency ?? '');
  if (row.taxInTaxCurrency === undefined || exchangeRate === undefined || !code.ok) return {};
  const group = taxGroupOfRow(row);
  const taken = earlier.flatMap(({ taxRows }) =>
    taxRows
      .filter((one) => taxGroupOfRow(one) === group)
      .map(({ taxInTaxCurrency = '0' }) => -minorOf(taxInTaxCurrency, code.value)),
  );
  const terms = { from: currency, to: code.value, rate: exchangeRate.rate, rounding: mode };
  const isLast = creditedTaxMinor >= minorOf(row.tax, currency);
  const allTaken = isLast ? minorOf(row.taxInTaxCurrency, code.value) : convertMinor(creditedTaxMinor, terms);
  return { taxInTaxCurrency: minorToText(sumMinor(taken) - allTaken, currencyDigits(code.value)) };
}
