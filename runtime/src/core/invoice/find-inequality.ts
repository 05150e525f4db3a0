import type { Big } from 'big.js';
import { decimalOf } from '../money/decimal-of.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import type { Finding } from '../validation/finding.ts';

/** What the identities say, by the name that a finding's code carries after `identity.`. */
const IDENTITIES = {
  br_co_10: { en: 'the sum of the lines (BR-CO-10)', ja: '明細の合計 (BR-CO-10)' },
  br_co_11: { en: 'the sum of the allowances (BR-CO-11)', ja: '請求書全体の値引の合計 (BR-CO-11)' },
  br_co_12: { en: 'the sum of the charges (BR-CO-12)', ja: '請求書全体の追加料金の合計 (BR-CO-12)' },
  br_co_13: {
    en: 'the lines less allowances plus charges (BR-CO-13)',
    ja: '明細合計−値引+追加料金 (BR-CO-13)',
  },
  br_co_14: { en: 'the sum of the tax rows (BR-CO-14)', ja: '税率ごとの税額の合計 (BR-CO-14)' },
  br_co_15: { en: 'net plus tax (BR-CO-15)', ja: '税抜金額と税額の合計 (BR-CO-15)' },
  br_co_16: {
    en: 'the total less what is prepaid plus the rounding (BR-CO-16)',
    ja: '税込金額−前払額+丸め調整 (BR-CO-16)',
  },
  br_co_17: {
    en: 'base times rate, rounded once (BR-CO-17)',
    ja: '課税標準×税率を一度端数処理した額 (BR-CO-17)',
  },
  tax_base: {
    en: 'what lines, allowances and charges of this category and rate come to (BR-S-08)',
    ja: '当該区分・税率の明細・値引・追加料金の合計 (BR-S-08)',
  },
  tax_currency: {
    en: 'the tax at the exchange rate, rounded once (BT-111)',
    ja: '税額を換算レートで換算し一度端数処理した額 (BT-111)',
  },
  tax_currency_sum: {
    en: 'the sum of the taxes of each rate in the tax currency (BT-111)',
    ja: '税率ごとの税額(税額表示通貨)の合計 (BT-111)',
  },
  line_without_tax: { en: 'the line without its tax', ja: '明細の税抜金額' },
  withholding: { en: 'base times rate, rounded once', ja: '対象額×税率を一度端数処理した額' },
  peppol_r040: { en: 'base times percentage (R040)', ja: '基準額に率を乗じた額 (R040)' },
  peppol_r120: {
    en: 'quantity times price less allowances plus charges (R120)',
    ja: '数量×単価−値引+追加料金 (R120)',
  },
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
