import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constantToText, textToConstant } from '../../runtime/src/console/read/mappings/constant-text.ts';
import { diffLines } from '../../runtime/src/console/read/mappings/diff-lines.ts';
import { readRunFilter } from '../../runtime/src/console/read/mappings/read-run-filter.ts';
import { draftToRow, rowToDraft } from '../../runtime/src/console/read/mappings/row-draft.ts';
import { totalDifference } from '../../runtime/src/console/read/mappings/total-difference.ts';
import { callToDraft, draftToCall } from '../../runtime/src/console/read/mappings/transform-draft.ts';
import { textsOf } from '../../runtime/src/console/texts/texts-of.ts';
import { FieldRow } from '../../runtime/src/core/mapping/definition.ts';
import { TRANSFORMS } from '../../runtime/src/core/mapping/transforms/table.ts';

const constant = fc.oneof(fc.string({ maxLength: 40 }), fc.boolean(), fc.integer());
const path = fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8}|\[\*\]){0,2}$/);
const condition = fc.oneof(
  fc.record({ from: path, equals: fc.integer() }),
  fc.record({ from: path, in: fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 3 }) }),
  fc.record({ from: path, exists: fc.boolean() }),
);

describe('the form of a mapping', () => {
  test('a fixed value that is shown as text is read back as what it was', () => {
    fc.assert(
      fc.property(constant, (value) => {
        expect(textToConstant(constantToText(value))).toBe(value);
      }),
    );
  });

  test('a row that is shown in the form is read back as the row that it was', () => {
    const rows = fc.oneof(
      fc.record(
        {
          to: path,
          from: fc.oneof(path, fc.array(path, { minLength: 2, maxLength: 3 })),
          transform: fc.constantFrom(
            ['trim'],
            ['trim', { name: 'replace', find: '.', with: '' }],
            [{ name: 'lookup', table: { a: 1, b: '1', 'a=b': true }, fallback: false }],
          ),
          default: constant.filter((value) => value !== ''),
          required: fc.constant(true),
          when: condition,
        },
        { requiredKeys: ['to', 'from'] },
      ),
      fc.record({ to: path, const: constant, when: condition }, { requiredKeys: ['to', 'const'] }),
      fc.record(
        { to: path, expression: fc.constant('source.a + source.b'), each: path },
        { requiredKeys: ['to', 'expression'] },
      ),
    );
    fc.assert(
      fc.property(rows, (made) => {
        const row = FieldRow.parse(made);
        expect(draftToRow(rowToDraft(row, 'r1'))).toEqual(row);
      }),
    );
  });

  test('arguments that no control holds are kept beside them as JSON', () => {
    const call = { name: 'filter', where: { field: 'kind', equals: 'a' } };
    expect(callToDraft(call).more).toBe(JSON.stringify({ where: call.where }));
    expect(draftToCall(callToDraft(call))).toEqual(call);
  });

  test('every transform has a name in both languages', () => {
    for (const locale of ['en', 'ja'] as const) {
      for (const name of TRANSFORMS.keys()) expect(textsOf(locale).mappings.transforms).toHaveProperty(name);
    }
  });
});

test('the lines of two scripts give each of them back, and equal ones differ in nothing', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const without = (kind: string) => lines.filter((line) => line.kind !== kind).map((line) => line.text);
      const linesOf = (whole: string) => (whole === '' ? [] : whole.replace(/\n$/, '').split('\n'));
      expect([without('added'), without('removed')]).toEqual([linesOf(before), linesOf(after)]);
      if (before === after) expect(lines.every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});

test('the last day of a run is in it, and a day that there is not is refused', () => {
  const filter = readRunFilter({
    limit: '50',
    since: '2026-11-01',
    until: '2026-11-30',
    where: 'a.b',
    value: 'x',
  });
  expect(filter.data).toEqual({
    limit: 50,
    since: '2026-11-01T00:00:00Z',
    until: '2026-12-01T00:00:00Z',
    where: { from: 'a.b', equals: 'x' },
  });
  for (const wrong of [{ limit: '0' }, { limit: '100001' }, { limit: '5', since: '2026-02-30' }]) {
    expect(readRunFilter(wrong).success).toBe(false);
  }
});

test('what a total became less has a minus, in the decimals of its currency', () => {
  expect(totalDifference('100.00', '99.50', 'USD')).toBe('-0.50');
  expect(totalDifference('100', '1000', 'JPY')).toBe('900');
});
