import type { Big } from 'big.js';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import type { Finding } from '../validation/finding.ts';

/** What the identities say, by the name that a finding's code carries after `identity.`. */
const IDENTITIES = {
  br_co_10: { en: 'the sum of the lines (BR-CO-10)', ja: '明細の合計 (BR-CO-10)' },
  br_co_13: { en: 'the sum of the lines before tax (BR-CO-13)', ja: '税抜金額 (BR-CO-13)' },
  br_co_14: { en: 'the sum of the tax rows (BR-CO-14)', ja: '税率ごとの税額の合計 (BR-CO-14)' },
  br_co_15: { en: 'net plus tax (BR-CO-15)', ja: '税抜金額と税額の合計 (BR-CO-15)' },
  br_co_16: {
    en: 'the total less what is prepaid (BR-CO-16)',
    ja: '税込金額から前払額を引いた額 (BR-CO-16)',
  },
  br_co_17: {
    en: 'base times rate, rounded once (BR-CO-17)',
    ja: '課税標準×税率を一度端数処理した額 (BR-CO-17)',
  },
  tax_base: {
    en: 'the sum of the lines of this category and rate (BR-S-08)',
    ja: '当該区分・税率の明細の合計 (BR-S-08)',
  },
  peppol_r040: { en: 'the percentage of the line (R040)', ja: '明細金額に割引率を乗じた額 (R040)' },
  peppol_r120: { en: 'quantity times price less discount (R120)', ja: '数量×単価−値引 (R120)' },
} as const;

/**
 * A finding when a stated decimal is not the expected one. With `toleranceBelow` it may differ by less than that,
 * as a rounded figure differs from the precise one.
 */
export function findInequality(
  identity: keyof typeof IDENTITIES,
  pointer: string,
  stated: string,
  expected: Big,
  toleranceBelow?: Big,
): Finding[] {
  const difference = decimalOf(stated).minus(expected).abs();
  if (toleranceBelow === undefined ? difference.eq(0) : difference.lt(toleranceBelow)) return [];
  const figure = decimalToText(expected);
  const { en, ja } = IDENTITIES[identity];
  return [
    {
      code: `identity.${identity}`,
      pointer,
      level: 'error',
      text: {
        en: `${stated} is not ${en}, which is ${figure}.`,
        ja: `${stated}は${ja}(${figure})と一致しません。`,
      },
    },
  ];
}
