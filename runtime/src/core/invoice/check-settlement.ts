import Big from 'big.js';
import { currencyDigits, parseCurrencyCode } from '../money/currency.ts';
import { decimalOf } from '../money/decimal-of.ts';
import type { Finding } from '../validation/finding.ts';
import type { InvoiceDocument } from './document.ts';
import { findInequality } from './find-inequality.ts';

/**
 * What stands beside the totals: document allowances by percentage (R040), the tax in the tax currency (BT-111) and
 * what the payer withholds. The document's decimals must be readable, or it is an assertion.
 */
export function checkSettlement(document: InvoiceDocument, minorUnit: Big): Finding[] {
  const { allowances = [], charges = [], withholding } = document;
  return [
    ...checkPercentages(allowances, '/allowances', minorUnit),
    ...checkPercentages(charges, '/charges', minorUnit),
    ...checkTaxCurrency(document),
    ...(withholding === undefined
      ? []
      : findInequality(
          'withholding',
          '/withholding/amount',
          withholding.amount,
          percentageOf(decimalOf(withholding.base), withholding.ratePercent),
          minorUnit,
        )),
  ];
}

/** PEPPOL-EN16931-R040 for each allowance or charge that states its percentage and base. */
export function checkPercentages(
  parts: readonly { amount: string; percent?: string | undefined; base?: string | undefined }[],
  at: string,
  minorUnit: Big,
): Finding[] {
  return parts.flatMap(({ amount, percent, base }, index) =>
    percent === undefined || base === undefined
      ? []
      : findInequality(
          'peppol_r040',
          `${at}/${index}/amount`,
          amount,
          percentageOf(decimalOf(base), percent),
          minorUnit,
        ),
  );
}

/** A percentage of a value, exact. */
export const percentageOf = (value: Big, percent: string): Big =>
  value.times(decimalOf(percent)).times('0.01');

/** Each row is its tax at the rate, rounded once, and the total their sum; one without them is rounded by itself. */
function checkTaxCurrency({ taxCurrency, exchangeRate, totals, taxRows }: InvoiceDocument): Finding[] {
  const { taxInTaxCurrency: total } = totals;
  if (taxCurrency === undefined || exchangeRate === undefined || total === undefined) return [];
  const currency = parseCurrencyCode(taxCurrency);
  if (!currency.ok) return [];
  const unit = new Big(`1e-${currencyDigits(currency.value)}`);
  const rate = decimalOf(exchangeRate.rate);
  const isConverted = (pointer: string, stated: string, tax: string) =>
    findInequality('tax_currency', pointer, stated, decimalOf(tax).times(rate), unit);
  const stated = taxRows.flatMap(({ taxInTaxCurrency }) => taxInTaxCurrency ?? []);
  if (stated.length < taxRows.length || taxRows.length === 0) {
    return isConverted('/totals/taxInTaxCurrency', total, totals.tax);
  }
  const sum = stated.reduce((before, text) => before.plus(decimalOf(text)), new Big(0));
  return [
    ...taxRows.flatMap(({ tax, taxInTaxCurrency = '0' }, index) =>
      isConverted(`/taxRows/${index}/taxInTaxCurrency`, taxInTaxCurrency, tax),
    ),
    ...findInequality('tax_currency_sum', '/totals/taxInTaxCurrency', total, sum),
  ];
}
