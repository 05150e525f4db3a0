import Big from 'big.js';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import type { Finding } from '../validation/finding.ts';
import type { InvoiceDocument, TaxCategory } from './document.ts';
import { findInequality } from './find-inequality.ts';

/**
 * The tax breakdown (BG-23): one row per category and rate that the lines have, its base their sum, its tax the
 * base times the rate (BR-CO-17). The document's decimals must be readable, or it is an assertion.
 */
export function checkTaxIdentities({ lines, taxRows }: InvoiceDocument, minorUnit: Big): Finding[] {
  const bases = new Map<string, Big>();
  for (const line of lines) {
    const key = keyOf(line.taxCategory, line.taxRatePercent);
    bases.set(key, (bases.get(key) ?? new Big(0)).plus(decimalOf(line.netAmount)));
  }
  const seen = new Set<string>();
  const findings = taxRows.flatMap((row, index) => {
    const at = `/taxRows/${index}`;
    const key = keyOf(row.category, row.ratePercent);
    if (seen.has(key)) return repeatedRow(at, key);
    seen.add(key);
    const tax = decimalOf(row.base).times(decimalOf(row.ratePercent)).times('0.01');
    return [
      ...findInequality('tax_base', `${at}/base`, row.base, bases.get(key) ?? new Big(0)),
      ...findInequality('br_co_17', `${at}/tax`, row.tax, tax, minorUnit),
    ];
  });
  const missing = [...bases.keys()].filter((key) => !seen.has(key));
  return [...findings, ...missing.map(missingRow)];
}

const keyOf = (category: TaxCategory, ratePercent: string) =>
  `${category} ${decimalToText(decimalOf(ratePercent))}`;

function repeatedRow(pointer: string, key: string): Finding {
  return {
    code: 'identity.tax_row_repeated',
    pointer,
    level: 'error',
    text: {
      en: `Tax ${key} % has a second row: each category and rate is rounded once.`,
      ja: `税区分・税率 ${key}% の行が重複しています。端数処理は税率ごとに一回です。`,
    },
  };
}

function missingRow(key: string): Finding {
  return {
    code: 'identity.tax_row_missing',
    pointer: '/taxRows',
    level: 'error',
    text: {
      en: `Lines are taxed ${key} %, but no tax row says so.`,
      ja: `税区分・税率 ${key}% の税額行がありません。`,
    },
  };
}
