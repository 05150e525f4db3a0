import { expect, test } from 'vitest';
import { mappingReasonJa } from '../../../runtime/src/console/texts/mapping-reasons-ja.ts';
import { CanonicalKind } from '../../../runtime/src/core/canonical/schemas.ts';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { finishMapping } from '../../../runtime/src/core/mapping/finish-mapping.ts';
import { UNSTORABLE } from '../../../runtime/src/core/storable-text.ts';
import { compile } from './compile-rows.ts';

/** Transforms with a value that each refuses. */
const REFUSED: readonly [JsonValue, JsonValue][] = [
  ['trim', ['a']],
  ['upper', 1.5],
  ['boolean', 'maybe'],
  ['country', 'Atlantis'],
  ['currency', 'gold'],
  ['date', 'soon'],
  ['instant', 'soon'],
  ['msDate', 'soon'],
  ['decimal', 'a few'],
  ['decimal', 0.1 + 0.2],
  ['digits', 'none'],
  ['email', 'nobody'],
  ['locale', 'Klingon'],
  ['money', 'a few'],
  ['percent', '120'],
  ['registrationNumber', 'T1'],
  ['unitCode', 'firkin'],
  [{ name: 'lookup', table: { won: true } }, 'lost'],
];

test.each(REFUSED)(
  'what the transform %j says of %j has a Japanese text that names row and field',
  (transform, value) => {
    const { refusals } = compile({ to: 'title', from: 'title', transform: [transform] }).run({
      title: value,
    });
    const [reason] = refusals.map(({ row, to, reason: said }) => `row ${row}, field "${to}": ${said}`);
    expect(reason).toBeDefined();
    expect(mappingReasonJa(reason ?? ''), reason).toMatch(/^1行目「title」：.*[ぁ-んァ-ヶ一-龠].*。$/s);
  },
);

test.each(CanonicalKind.options)('what an empty record lacks of kind %s is told in Japanese', (kind) => {
  const finished = finishMapping(kind, {});
  const reasons = finished.ok ? [] : finished.refusals.map(({ reason }) => reason);
  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) expect(mappingReasonJa(reason), reason).toBeDefined();
});

test('what is said of a text that cannot be stored is told in Japanese', () => {
  expect(mappingReasonJa(UNSTORABLE)).toContain('保存できない文字');
});

test('an element of a list is named by its place', () => {
  expect(mappingReasonJa('row 2, field "lines": [1] is missing')).toBe(
    '2行目「lines」：2番目の要素：値がありません。',
  );
});

test('a reason that nobody translated has none, and is told as it came', () => {
  expect(mappingReasonJa('row 1, field "title": is the wrong colour')).toBeUndefined();
});
