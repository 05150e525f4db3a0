import { assertNever } from '../../assert.ts';
import { spellHidden } from '../hidden-characters.ts';
import type { Comparison, ConditionForm, ConditionGroup, ConditionPart } from './condition-form.ts';

/** What a line is called inside a condition on lines. */
const LINE = 'l';

/** The condition that a form means. Every form has one. */
export function formToCondition(form: ConditionForm): string {
  return groupText(form);
}

function groupText({ kind, parts }: ConditionGroup): string {
  if (parts.length === 0) return kind === 'all' ? 'true' : 'false';
  return parts.map((part) => partText(part, parts.length > 1)).join(kind === 'all' ? ' && ' : ' || ');
}

function partText(part: ConditionPart, hasOthers: boolean): string {
  switch (part.kind) {
    case 'comparison':
      return comparisonText(part);
    case 'advanced':
      return hasOthers ? enclosed(part.text) : part.text;
    case 'all':
    case 'any': {
      const [first, ...more] = part.parts;
      // A group of one is its part, which stands beside the group's neighbours.
      if (first !== undefined && more.length === 0) return partText(first, hasOthers);
      return hasOthers && first !== undefined ? `(${groupText(part)})` : groupText(part);
    }
    default:
      return assertNever(part);
  }
}

/** A comment at its end would swallow the parenthesis. */
const enclosed = (text: string): string => (text.includes('//') ? `(${text}\n)` : `(${text})`);

function comparisonText(comparison: Comparison): string {
  if (comparison.scope === 'invoice') return testText(comparison.fact, comparison);
  const call = comparison.scope === 'any_line' ? 'exists' : 'all';
  return `lines.${call}(${LINE}, ${testText(`${LINE}.${comparison.fact}`, comparison)})`;
}

function testText(subject: string, comparison: Comparison): string {
  switch (comparison.operator) {
    case 'is':
      return subject;
    case 'is_not':
      return `!${subject}`;
    case 'in':
      return `${subject} in ${listText(comparison.value)}`;
    case 'not_in':
      return `!(${subject} in ${listText(comparison.value)})`;
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return `${subject}.${comparison.operator}(${valueText(comparison.value)})`;
    default:
      return `${subject} ${comparison.operator} ${valueText(comparison.value)}`;
  }
}

const listText = (values: readonly string[]): string => `[${values.map(valueText).join(', ')}]`;

/** CEL's string literals have JSON's escapes. */
const valueText = (value: bigint | string): string =>
  typeof value === 'bigint' ? String(value) : spellHidden(JSON.stringify(value));
