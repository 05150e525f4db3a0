import { expect, test } from 'vitest';
import { diffDefinitions } from '../../../runtime/src/core/mapping/diff-definitions.ts';
import { definitionOf } from './definition-of.ts';

const A = { to: 'title', from: 'a' };
const B = { to: 'ownerKey', from: 'b', transform: [{ name: 'date', zone: 'UTC' }] };
const C = { to: 'currency', const: 'USD' };
const NOTHING = { header: [], added: [], removed: [], changed: [], isReordered: false };

test('a definition differs in nothing from itself, however its members are ordered', () => {
  const again = { transform: [{ zone: 'UTC', name: 'date' }], from: 'b', to: 'ownerKey' };
  expect(diffDefinitions(definitionOf(A, B), definitionOf(A, again))).toEqual(NOTHING);
});

test('a row put in before others is one addition', () => {
  const diff = diffDefinitions(definitionOf(A, B), definitionOf(C, A, B));
  expect(diff).toEqual({ ...NOTHING, added: [{ row: 1, field: C }] });
});

test('a row of the same target is changed, and its members are named', () => {
  const diff = diffDefinitions(definitionOf(A, B), definitionOf({ ...A, from: 'x', required: true }, B));
  expect(diff.changed).toMatchObject([
    { before: { row: 1 }, after: { row: 1 }, members: ['from', 'required'] },
  ]);
});

test('a row taken out is removed, and the header is compared', () => {
  const diff = diffDefinitions(definitionOf(A, B), {
    ...definitionOf(B),
    description: 'another',
    script: true,
  });
  expect(diff).toEqual({
    ...NOTHING,
    header: ['description', 'script'],
    removed: [{ row: 1, field: A }],
  });
});

test('equal rows in another order are told, since of two at one place the later one wins', () => {
  const twice = { to: 'title', from: 'b' };
  expect(diffDefinitions(definitionOf(A, twice), definitionOf(twice, A))).toEqual({
    ...NOTHING,
    isReordered: true,
  });
});
