import { compareDates } from '../../civil-date.ts';
import type { DocumentLine } from '../../invoice/document.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import type { TaxRuleFact, ValidationRule } from '../validation-facts.ts';

/** The entity has a tax rule of the line's category and rate that is in force on the date of supply. */
export const taxRuleInForce: ValidationRule = ({ lines, supplyDate }, { taxRules }) =>
  lines.flatMap((line, index) =>
    taxRules.some((rule) => fits(rule, line) && isInForce(rule, supplyDate))
      ? []
      : {
          code: 'line.tax_rule_missing',
          pointer: `/lines/${index}/taxRatePercent`,
          level: 'error',
          text: {
            en: `"${line.name}": the entity has no tax rule ${line.taxCategory} ${line.taxRatePercent} % on ${supplyDate}.`,
            ja: `「${line.name}」の税区分 ${line.taxCategory} ${line.taxRatePercent}% は${supplyDate}時点の税率表にありません。`,
          },
        },
  );

const fits = (rule: TaxRuleFact, line: DocumentLine): boolean =>
  rule.category === line.taxCategory && decimalOf(rule.ratePercent).eq(decimalOf(line.taxRatePercent));

const isInForce = (rule: TaxRuleFact, date: string): boolean =>
  compareDates(rule.from, date) <= 0 && (rule.to === undefined || compareDates(date, rule.to) < 0);
