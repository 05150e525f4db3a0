import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionToDraft, draftToForm } from '../../runtime/src/console/read/rules/condition-draft.ts';
import { currencyOf } from '../../runtime/src/console/read/rules/draft-definition.ts';
import { createCelEngine } from '../../runtime/src/core/rules/cel-engine.ts';
import type { ConditionPart } from '../../runtime/src/core/rules/form/condition-form.ts';
import { formToCondition } from '../../runtime/src/core/rules/form/form-to-condition.ts';
import type { RuleFacts } from '../../runtime/src/core/rules/rule-facts.ts';
import { anyForm, formOver } from '../unit/rules/any-form.ts';
import { someNumber, someText, wholeFacts } from '../unit/rules/second-opinion/any-facts.ts';

const dollar = currencyOf('USD');
const engine = createCelEngine();
const compile = (condition: string) => {
  const compiled = engine.compile(condition);
  if (!compiled.ok) throw new Error(`${condition}: ${compiled.reason}`);
  return compiled.value;
};

test('a condition that the builder shows is the same condition when it is read from the page again', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      const when = formToCondition(form);
      const { form: read, rowErrors } = draftToForm(conditionToDraft(when, dollar), dollar);
      expect(rowErrors.size).toBe(0);
      expect(compile(formToCondition(read)).form).toEqual(form);
    }),
    { numRuns: 300 },
  );
});

/** Any nesting of groups, also of one part and of none, as buttons can make it. */
const anyPart = (deep: number): fc.Arbitrary<ConditionPart> => {
  const simple = formOver({ number: someNumber, text: someText });
  if (deep === 0) return simple;
  return fc.record({
    kind: fc.constantFrom('all' as const, 'any' as const),
    parts: fc.array(fc.oneof(simple, anyPart(deep - 1)), { maxLength: 3 }),
  });
};

test('groups mean what they show, also of one part and of none', () => {
  const holds = (part: ConditionPart, facts: RuleFacts): boolean => {
    if (part.kind === 'all') return part.parts.every((one) => holds(one, facts));
    if (part.kind === 'any') return part.parts.some((one) => holds(one, facts));
    const value = compile(formToCondition({ kind: 'all', parts: [part] })).evaluate(facts);
    if (!value.ok) throw new Error(value.reason);
    return value.value;
  };
  fc.assert(
    fc.property(anyPart(2), wholeFacts, (part, whole) => {
      const facts = whole as RuleFacts;
      const form = { kind: 'all' as const, parts: [part] };
      const value = compile(formToCondition(form)).evaluate(facts);
      expect(value).toEqual({ ok: true, value: holds(form, facts) });
    }),
    { numRuns: 300 },
  );
});
