import Big from 'big.js';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import type { Finding } from '../validation/finding.ts';
import { percentageOf } from './check-settlement.ts';
import type { InvoiceDocument, TaxCategory } from './document.ts';
import { findInequality } from './find-inequality.ts';

/**
 * The tax breakdown (BG-23): one row per category and rate that lines, allowances or charges have, its base their sum,
 * its tax the base times the rate (BR-CO-17). The document's decimals must be readable, or it is an assertion.
 */
export function checkTaxIdentities(document: InvoiceDocument, minorUnit: Big): Finding[] {
  const groups = groupsOf(document);
  const seen = new Set<string>();
  const findings = document.taxRows.flatMap((row, index) => {
    const at = `/taxRows/${index}`;
    const key = keyOf(row.category, row.ratePercent);
    if (seen.has(key)) return repeatedRow(at, key);
    seen.add(key);
    const group = groups.get(key) ?? { base: new Big(0), items: 0 };
    const tax = percentageOf(decimalOf(row.base), row.ratePercent);
    const tolerance = toleranceOf(document, row.ratePercent, group.items, minorUnit);
    return [
      ...findInequality('tax_base', `${at}/base`, row.base, group.base),
      ...findInequality('br_co_17', `${at}/tax`, row.tax, tax, tolerance),
    ];
  });
  const missing = [...groups.keys()].filter((key) => !seen.has(key));
  return [...findings, ...missing.map(missingRow)];
}

type Group = { base: Big; items: number };

function groupsOf({ lines, allowances = [], charges = [] }: InvoiceDocument): Map<string, Group> {
  const groups = new Map<string, Group>();
  const add = (category: TaxCategory, ratePercent: string, amount: Big) => {
    const key = keyOf(category, ratePercent);
    const { base, items } = groups.get(key) ?? { base: new Big(0), items: 0 };
    groups.set(key, { base: base.plus(amount), items: items + 1 });
  };
  for (const line of lines) add(line.taxCategory, line.taxRatePercent, decimalOf(line.netAmount));
  for (const part of allowances) {
    add(part.taxCategory, part.taxRatePercent, decimalOf(part.amount).times(-1));
  }
  for (const part of charges) add(part.taxCategory, part.taxRatePercent, decimalOf(part.amount));
  return groups;
}

/**
 * One unit for one rounding of the tax. Where prices hold the tax, the rounding of the base comes back in the tax with
 * its rate on top; where the tax is rounded by line, each line has a rounding of its own.
 */
function toleranceOf(
  { priceBasis, rounding }: InvoiceDocument,
  ratePercent: string,
  items: number,
  minorUnit: Big,
): Big {
  const one =
    priceBasis === 'tax_inclusive' ? minorUnit.plus(percentageOf(minorUnit, ratePercent)) : minorUnit;
  return rounding?.tax === 'line' ? one.times(Math.max(items, 1)) : one;
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
