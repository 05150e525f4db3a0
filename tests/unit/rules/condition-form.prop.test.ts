import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCelEngine } from '../../../runtime/src/core/rules/cel-engine.ts';
import { type FactScope, INVOICE_FACTS, LINE_FACTS } from '../../../runtime/src/core/rules/fact-catalogue.ts';
import type { ConditionForm } from '../../../runtime/src/core/rules/form/condition-form.ts';
import { formToCondition } from '../../../runtime/src/core/rules/form/form-to-condition.ts';
import { anyForm } from './any-form.ts';
import { sampleFacts } from './sample-invoice.ts';

const engine = createCelEngine();
const compile = (condition: string) => {
  const compiled = engine.compile(condition);
  if (!compiled.ok) throw new Error(`${condition}: ${compiled.reason}`);
  return compiled.value;
};

test('every form is a condition that compiles, and reads back as the same form', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      expect(compile(formToCondition(form)).form).toEqual(form);
    }),
    { numRuns: 500 },
  );
});

test.each(
  (['invoice', 'any_line', 'every_line'] as FactScope[]).flatMap((scope) =>
    Object.entries(scope === 'invoice' ? INVOICE_FACTS : LINE_FACTS).map(
      ([fact, { unit }]) => [scope, fact, unit] as const,
    ),
  ),
)('the form has a row for %s %s', (scope, fact, unit) => {
  const place = { kind: 'comparison', scope, fact } as const;
  const form: ConditionForm = {
    kind: 'all',
    parts: [
      unit === 'yes_no'
        ? { ...place, operator: 'is', value: null }
        : unit === 'text'
          ? { ...place, operator: '==', value: 'x' }
          : { ...place, operator: '>', value: 1n },
    ],
  };
  expect(compile(formToCondition(form)).form).toEqual(form);
});

describe('a condition that somebody wrote', () => {
  const written = fc
    .array(
      fc.constantFrom(
        'totalMinor > 2 * 100 + 70',
        'maxDiscountPpm>100000',
        'lineCount % 2 == 0',
        'lines.exists(line, line.netMinor >= -5)',
        'lines.filter(l, l.hasManualPrice).size() > 2',
        '!(isNewCustomer || hasContract)',
        '!!hasContract',
        'currency in ["USD", \'EUR\']',
        '("U" + "SD") == currency',
        'totalMinor > taxExclusiveMinor',
        'isNewCustomer ? lineCount > 1 : false',
        'true',
      ),
      { minLength: 1, maxLength: 5 },
    )
    .chain((parts) =>
      fc
        .array(fc.constantFrom(' && ', ' || '), { minLength: parts.length, maxLength: parts.length })
        .map((operators) =>
          parts.map((part, at) => `(${part})${at + 1 < parts.length ? operators[at] : ''}`).join(''),
        ),
    );

  test('means the same after it went through the form', () => {
    fc.assert(
      fc.property(written, fc.boolean(), (condition, isNewCustomer) => {
        const facts = { ...sampleFacts(), isNewCustomer };
        const before = compile(condition);
        const after = compile(formToCondition(before.form));
        expect(after.evaluate(facts)).toEqual(before.evaluate(facts));
        expect(after.form).toEqual(before.form);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, ConditionForm]>([
    [
      'maxDiscountPpm > 100000 && (isNewCustomer || !hasContract)',
      {
        kind: 'all',
        parts: [
          { kind: 'comparison', scope: 'invoice', fact: 'maxDiscountPpm', operator: '>', value: 100_000n },
          {
            kind: 'any',
            parts: [
              { kind: 'comparison', scope: 'invoice', fact: 'isNewCustomer', operator: 'is', value: null },
              { kind: 'comparison', scope: 'invoice', fact: 'hasContract', operator: 'is_not', value: null },
            ],
          },
        ],
      },
    ],
    [
      'lines.exists(x, !(x.taxCategory in ["E"])) && totalMinor > taxExclusiveMinor',
      {
        kind: 'all',
        parts: [
          { kind: 'comparison', scope: 'any_line', fact: 'taxCategory', operator: 'not_in', value: ['E'] },
          { kind: 'advanced', text: 'totalMinor > taxExclusiveMinor' },
        ],
      },
    ],
    ['true', { kind: 'all', parts: [] }],
    ['false', { kind: 'any', parts: [] }],
  ])('%s shows as rows, and what has no row stays text', (condition, form) => {
    expect(compile(condition).form).toEqual(form);
  });
});
