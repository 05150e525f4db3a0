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

function checkTaxCurrency({ taxCurrency, exchangeRate, totals }: InvoiceDocument): Finding[] {
  const { taxInTaxCurrency } = totals;
  if (taxCurrency === undefined || exchangeRate === undefined || taxInTaxCurrency === undefined) return [];
  const currency = parseCurrencyCode(taxCurrency);
  if (!currency.ok) return [];
  return findInequality(
    'tax_currency',
    '/totals/taxInTaxCurrency',
    taxInTaxCurrency,
    decimalOf(totals.tax).times(decimalOf(exchangeRate.rate)),
    new Big(`1e-${currencyDigits(currency.value)}`),
  );
}
