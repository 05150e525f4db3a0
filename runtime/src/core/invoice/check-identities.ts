import Big from 'big.js';
import { currencyDigits, parseCurrencyCode } from '../money/currency.ts';
import { decimalOf } from '../money/decimal-of.ts';
import type { Finding } from '../validation/finding.ts';
import { checkDecimals } from './check-decimals.ts';
import { checkLineIdentities } from './check-line-identities.ts';
import { checkSettlement } from './check-settlement.ts';
import { checkTaxIdentities } from './check-tax-identities.ts';
import type { InvoiceDocument } from './document.ts';
import { findInequality } from './find-inequality.ts';

/**
 * What in a document does not add up by EN 16931 (BR-CO-10 to 17) and Peppol (R040, R120). Sums must be exact;
 * a rounded figure must lie within one minor unit of the precise one, since the document does not say its rounding
 * mode. Unreadable decimals, or an unknown currency, are found instead of identities.
 */
export function checkIdentities(document: InvoiceDocument): Finding[] {
  const decimals = checkDecimals(document);
  if (decimals.length > 0) return decimals;
  const currency = parseCurrencyCode(document.currency);
  if (!currency.ok) return [unknownCurrency(document.currency)];
  const minorUnit = new Big(`1e-${currencyDigits(currency.value)}`);
  return [
    ...checkLineIdentities(document, minorUnit),
    ...checkTaxIdentities(document, minorUnit),
    ...checkTotals(document),
    ...checkSettlement(document, minorUnit),
  ];
}

function checkTotals(document: InvoiceDocument): Finding[] {
  const { lines, taxRows, totals, allowances = [], charges = [] } = document;
  const total = (name: keyof typeof totals) => decimalOf(totals[name] ?? '0');
  const sum = (texts: string[]) => texts.reduce((result, text) => result.plus(decimalOf(text)), new Big(0));
  const amounts = (parts: readonly { amount: string }[]) => sum(parts.map((part) => part.amount));
  return [
    findInequality('br_co_10', '/totals/lineNet', totals.lineNet, sum(lines.map((line) => line.netAmount))),
    findInequality('br_co_11', '/totals/allowances', totals.allowances ?? '0', amounts(allowances)),
    findInequality('br_co_12', '/totals/charges', totals.charges ?? '0', amounts(charges)),
    findInequality(
      'br_co_13',
      '/totals/taxExclusive',
      totals.taxExclusive,
      total('lineNet').minus(total('allowances')).plus(total('charges')),
    ),
    findInequality('br_co_14', '/totals/tax', totals.tax, sum(taxRows.map((row) => row.tax))),
    findInequality(
      'br_co_15',
      '/totals/taxInclusive',
      totals.taxInclusive,
      total('taxExclusive').plus(total('tax')),
    ),
    findInequality(
      'br_co_16',
      '/totals/payable',
      totals.payable,
      total('taxInclusive').minus(total('prepaid')).plus(total('rounding')),
    ),
  ].flat();
}

function unknownCurrency(code: string): Finding {
  return {
    code: 'currency.unknown',
    pointer: '/currency',
    level: 'error',
    text: { en: `${code} is no ISO 4217 currency.`, ja: `${code}はISO 4217の通貨コードではありません。` },
  };
}
