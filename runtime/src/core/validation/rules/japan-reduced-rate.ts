import { compareDates } from '../../civil-date.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** From this day 8 % is the reduced rate; until then 8 % was the standard one (消費税法29条, 平成28年改正). */
const REDUCED_RATE_FROM = '2019-10-01';

/**
 * The mark ※ and the legend 「※は軽減税率対象」 go by the category AA, so 8 % lines carry AA and AA lines 8 %
 * (適格請求書 item 3).
 */
export const japanReducedRate: ValidationRule = ({ lines, supplyDate }, { entityCountry }) => {
  if (entityCountry !== 'JP' || compareDates(supplyDate, REDUCED_RATE_FROM) < 0) return [];
  return lines.flatMap((line, index) =>
    (line.taxCategory === 'AA') === decimalOf(line.taxRatePercent).eq(8)
      ? []
      : {
          code: 'japan.reduced_rate_unmarked',
          pointer: `/lines/${index}/taxCategory`,
          level: 'error',
          text: {
            en: `"${line.name}" is taxed ${line.taxRatePercent} % in category ${line.taxCategory}; the reduced rate is AA 8 %.`,
            ja: `「${line.name}」は税区分 ${line.taxCategory}・税率 ${line.taxRatePercent}% です。軽減税率は AA・8% で表示します。`,
          },
        },
  );
};
