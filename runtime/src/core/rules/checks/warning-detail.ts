import { assertNever } from '../../assert.ts';
import { parseCurrencyCode } from '../../money/currency.ts';
import { type FactScope, findFact } from '../fact-catalogue.ts';
import { numberToText } from '../form/value-text.ts';
import type { FactExtent, RuleWarning } from './rule-warning.ts';

/** A warning in a sentence for who reads conditions: facts are called by their names in them, money is in the set's currency. */
export function warningDetail(warning: RuleWarning, currency: string): string {
  switch (warning.code) {
    case 'never_applies':
      return `Rule ${warning.ruleId} can never apply: what it asks for contradicts itself.`;
    case 'overlap':
      return `Rules ${warning.ruleIds.join(' and ')} both apply where ${warning.fact} is ${extentText(warning, currency)}.`;
    case 'gap':
      return `None of the rules ${warning.ruleIds.join(', ')} applies where ${warning.fact} is ${extentText(warning, currency)}.`;
    case 'may_be_absent':
      return `Rule ${warning.ruleId} asks for ${calledIn(warning)}, which some invoices do not have: a person decides those, whatever the rule says.`;
    case 'leaves_unknown':
      return `Rule ${warning.ruleId} leaves alone what has no ${calledIn(warning)}, and no rule takes those: a rule with ${unknownIn(warning)} asks somebody for them.`;
    case 'may_divide_by_zero':
      return `Rule ${warning.ruleId} divides by what may be zero: then a person decides, whatever the rule says.`;
    default:
      return assertNever(warning);
  }
}

const calledIn = ({ scope, fact }: { scope: FactScope; fact: string }): string =>
  scope === 'invoice' ? fact : `${fact} of a line`;

const unknownIn = ({ scope, knownBy }: { scope: FactScope; knownBy: string }): string =>
  scope === 'invoice' ? `!${knownBy}` : `lines.exists(l, !l.${knownBy})`;

function extentText({ fact, extent }: { fact: string; extent: FactExtent }, currencyText: string): string {
  if ('values' in extent) return extent.values.join(', ');
  const currency = parseCurrencyCode(currencyText);
  const unit = findFact('invoice', fact)?.unit ?? 'count';
  const suffix = unit === 'rate' ? ' %' : '';
  const spell = (value: bigint): string =>
    currency.ok ? `${numberToText(value, unit, currency.value)}${suffix}` : String(value);
  const { low, high } = extent.numbers;
  if (low === undefined) return high === undefined ? '' : `≤ ${spell(high)}`;
  if (high === undefined) return `≥ ${spell(low)}`;
  return low === high ? spell(low) : `${spell(low)} – ${spell(high)}`;
}
