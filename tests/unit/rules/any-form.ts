import fc from 'fast-check';
import {
  type Fact,
  type FactScope,
  INVOICE_FACTS,
  LINE_FACTS,
} from '../../../runtime/src/core/rules/fact-catalogue.ts';
import {
  type Comparison,
  type ConditionForm,
  type ConditionPart,
  OPERATORS,
} from '../../../runtime/src/core/rules/form/condition-form.ts';

const places = (['invoice', 'any_line', 'every_line'] as FactScope[]).flatMap((scope) =>
  Object.entries<Fact>(scope === 'invoice' ? INVOICE_FACTS : LINE_FACTS).map(([fact, { unit }]) => ({
    place: { kind: 'comparison', scope, fact } as const,
    unit,
  })),
);

/** What rows compare with. */
type Values = { text: fc.Arbitrary<string>; number: fc.Arbitrary<bigint> };

function comparisonWith({ text, number }: Values): fc.Arbitrary<Comparison> {
  const listed = fc.record({
    operator: fc.constantFrom('in' as const, 'not_in' as const),
    value: fc.array(text, { maxLength: 4 }),
  });
  const spoken = fc.record({
    operator: fc.constantFrom(
      ...OPERATORS.text.filter((operator) => operator !== 'in' && operator !== 'not_in'),
    ),
    value: text,
  });
  return fc.constantFrom(...places).chain(({ place, unit }): fc.Arbitrary<Comparison> => {
    if (unit === 'yes_no')
      return fc.constantFrom(...OPERATORS.yes_no).map((operator) => ({ ...place, operator, value: null }));
    if (unit === 'text') return fc.oneof(listed, spoken).map((test) => ({ ...place, ...test }));
    return fc
      .record({ operator: fc.constantFrom(...OPERATORS.number), value: number })
      .map((test) => ({ ...place, ...test }));
  });
}

function groupOf(
  kind: 'all' | 'any',
  depth: number,
  comparison: fc.Arbitrary<Comparison>,
): fc.Arbitrary<ConditionPart> {
  if (depth === 0) return comparison;
  const inner = groupOf(kind === 'all' ? 'any' : 'all', depth - 1, comparison);
  return fc.oneof(
    { weight: 3, arbitrary: comparison },
    fc.array(inner, { minLength: 2, maxLength: 4 }).map((parts) => ({ kind, parts })),
    fc.constant({ kind, parts: [] }),
  );
}

/** Any form over such values in the one shape that a condition reads as: no group of one, and no group in one of its own kind. */
export function formOver(values: Values): fc.Arbitrary<ConditionForm> {
  const comparison = comparisonWith(values);
  return fc
    .constantFrom('all' as const, 'any' as const)
    .chain((kind) =>
      groupOf(kind, 3, comparison).map((part) =>
        part.kind === 'all' || part.kind === 'any' ? part : { kind: 'all', parts: [part] },
      ),
    );
}

/** Any form over any values. */
export const anyForm: fc.Arbitrary<ConditionForm> = formOver({
  text: fc.string({ unit: 'grapheme', maxLength: 12 }),
  number: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
});
