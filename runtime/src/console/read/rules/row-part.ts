import type { CurrencyCode } from '../../../core/money/currency.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import { type FactScope, findFact } from '../../../core/rules/fact-catalogue.ts';
import { type Comparison, type ConditionPart, OPERATORS } from '../../../core/rules/form/condition-form.ts';
import { formToCondition } from '../../../core/rules/form/form-to-condition.ts';
import { numberToText, textToNumber } from '../../../core/rules/form/value-text.ts';
import type { RowDraft } from './rules-draft.ts';

/** What a row of the form means; fails with why its value cannot be read. */
export function rowToPart(
  { fact: place, operator, value }: RowDraft,
  currency: CurrencyCode,
): Result<ConditionPart> {
  if (place === 'advanced') return ok({ kind: 'advanced', text: value });
  const [scope = '', name = ''] = place.split('.');
  const fact = isScope(scope) ? findFact(scope, name) : undefined;
  if (!isScope(scope) || fact === undefined) return fail('is no fact');
  const at = { kind: 'comparison', scope, fact: name } as const;
  if (fact.unit === 'yes_no')
    return ok({ ...at, operator: operator === 'is_not' ? 'is_not' : 'is', value: null });
  if (fact.unit === 'text') return ok(textPart(at, operator, value));
  const number = textToNumber(value.trim(), fact.unit, currency);
  if (!number.ok) return number;
  const known = OPERATORS.number.find((candidate) => candidate === operator) ?? '>';
  return ok({ ...at, operator: known, value: number.value });
}

const isScope = (text: string): text is FactScope =>
  text === 'invoice' || text === 'any_line' || text === 'every_line';

type Place = Pick<Comparison, 'kind' | 'scope' | 'fact'>;

function textPart(at: Place, operator: string, value: string): Comparison {
  const known = OPERATORS.text.find((candidate) => candidate === operator) ?? '==';
  if (known !== 'in' && known !== 'not_in') return { ...at, operator: known, value };
  const values = value.split(',').map((one) => one.trim());
  return { ...at, operator: known, value: values.filter((one) => one !== '') };
}

/** A part of a condition as a row; what has no row is shown as its expression. */
export function partToRow(part: ConditionPart, key: string, currency: CurrencyCode): RowDraft {
  if (part.kind === 'advanced') return { key, fact: 'advanced', operator: '', value: part.text };
  const text = part.kind === 'comparison' ? valueText(part, currency) : undefined;
  if (part.kind !== 'comparison' || text === undefined)
    return { key, fact: 'advanced', operator: '', value: formToCondition({ kind: 'all', parts: [part] }) };
  return { key, fact: `${part.scope}.${part.fact}`, operator: part.operator, value: text };
}

/** Undefined for what a row would not read as the same: it parts lists by commas, is one line, and takes no huge numbers. */
function valueText(part: Comparison, currency: CurrencyCode): string | undefined {
  if (typeof part.value === 'bigint') {
    const unit = findFact(part.scope, part.fact)?.unit ?? 'count';
    const text = numberToText(part.value, unit, currency);
    return textToNumber(text, unit, currency).ok ? text : undefined;
  }
  if (part.value === null) return '';
  if (typeof part.value === 'string') return /[\r\n]/.test(part.value) ? undefined : part.value;
  const isReadable =
    part.value.length > 0 && part.value.every((one) => one === one.trim() && /^[^,\r\n]+$/.test(one));
  return isReadable ? part.value.join(', ') : undefined;
}
