import { assertNever } from '../../../core/assert.ts';
import type { FactExtent, RuleWarning } from '../../../core/rules/checks/rule-warning.ts';
import { findFact } from '../../../core/rules/fact-catalogue.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { numberText } from './fact-text.ts';
import { valueName } from './value-name.ts';

type Words = Pick<Ui, 'locale' | 'texts'>;

/** A warning in the language of the page: facts by their labels, amounts in the currency of the rules. */
export function warningText(ui: Words, warning: RuleWarning, currency: string): string {
  const { warning: texts, names, operators } = ui.texts.rules;
  const called = (fact: string): string => nameOf(names, fact);
  switch (warning.code) {
    case 'never_applies':
      return texts.neverApplies(warning.ruleId);
    case 'may_divide_by_zero':
      return texts.mayDivideByZero(warning.ruleId);
    case 'overlap':
      return texts.overlap(
        texts.both(...warning.ruleIds),
        called(warning.fact),
        extentText(ui, warning, currency),
      );
    case 'gap':
      return texts.gap(
        warning.ruleIds.join(ui.texts.people.listSeparator),
        called(warning.fact),
        extentText(ui, warning, currency),
      );
    case 'may_be_absent':
      return texts.mayBeAbsent(warning.ruleId, called(warning.fact));
    case 'leaves_unknown': {
      const unknown = ui.texts.rules.valueOf(called(warning.knownBy), operators.is_not);
      return texts.leavesUnknown(warning.ruleId, called(warning.fact), unknown);
    }
    default:
      return assertNever(warning);
  }
}

type Extended = { fact: string; extent: FactExtent };

function extentText(ui: Words, { fact: name, extent }: Extended, currency: string): string {
  const { warning: texts } = ui.texts.rules;
  const fact = findFact('invoice', name);
  if ('values' in extent) {
    const values =
      fact?.values === undefined ? extent.values : extent.values.map((value) => valueName(ui, value));
    return values.join(ui.texts.people.listSeparator);
  }
  const spell = (value: bigint): string => numberText(ui, fact?.unit ?? 'count', value, currency);
  const { low, high } = extent.numbers;
  if (low === undefined) return high === undefined ? '' : texts.atMost(spell(high));
  if (high === undefined) return texts.atLeast(spell(low));
  return low === high ? spell(low) : texts.between(spell(low), spell(high));
}
