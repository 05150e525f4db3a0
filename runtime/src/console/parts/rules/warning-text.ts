import { assertNever } from '../../../core/assert.ts';
import type { FactExtent, RuleWarning } from '../../../core/rules/checks/rule-warning.ts';
import { findFact } from '../../../core/rules/fact-catalogue.ts';
import type { Ui } from '../../ui.ts';
import { numberText } from './fact-text.ts';
import { factName, scopedFactName } from './fact-words.ts';
import { valueName } from './value-name.ts';

type Words = Pick<Ui, 'locale' | 'texts'>;

/** A warning in the language of the page: facts by their labels, amounts in the currency of the rules. */
export function warningText(ui: Words, warning: RuleWarning, currency: string): string {
  const { warning: texts } = ui.texts.rules;
  switch (warning.code) {
    case 'never_applies':
      return texts.neverApplies(warning.ruleId);
    case 'may_divide_by_zero':
      return texts.mayDivideByZero(warning.ruleId);
    case 'overlap':
      return texts.overlap(
        texts.both(...warning.ruleIds),
        factName(ui, 'invoice', warning.fact),
        extentText(ui, warning, currency),
      );
    case 'gap':
      return texts.gap(
        warning.ruleIds.join(ui.texts.people.listSeparator),
        factName(ui, 'invoice', warning.fact),
        extentText(ui, warning, currency),
      );
    case 'may_be_absent':
      return texts.mayBeAbsent(warning.ruleId, scopedFactName(ui, warning.scope, warning.fact));
    case 'leaves_unknown': {
      const { scope, fact, knownBy } = warning;
      // Whoever asks of every line leaves alone an invoice with one line that lacks it.
      const lacking = scopedFactName(ui, scope === 'invoice' ? scope : 'any_line', knownBy);
      const unknown = ui.texts.rules.valueOf(lacking, ui.texts.rules.operators.is_not);
      return texts.leavesUnknown(warning.ruleId, scopedFactName(ui, scope, fact), unknown);
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
