import { expect, test } from 'vitest';
import { TRANSFORMS } from '../../../runtime/src/core/mapping/transforms/table.ts';
import { writtenTypes } from '../../../runtime/src/core/mapping/written-types.ts';
import { definitionOf } from './definition-of.ts';

const typesAt = (place: string, ...rows: Parameters<typeof definitionOf>) => [
  ...(writtenTypes(definitionOf(...rows)).get(place) ?? []),
];

test('a row writes its place and those that hold it', () => {
  const row = { to: 'lines[*].price.net', from: 'items[*].net', transform: ['decimal'] };
  expect([...writtenTypes(definitionOf(row))]).toEqual([
    ['lines', new Set(['list'])],
    ['lines[*]', new Set(['object'])],
    ['lines[*].price', new Set(['object'])],
    ['lines[*].price.net', new Set(['text'])],
  ]);
});

test.each([
  [{ const: 'a' }, ['text']],
  [{ const: 5 }, ['integer']],
  [{ const: true }, ['boolean']],
  [{ from: 'a' }, ['unknown']],
  [{ from: ['a', 'b'] }, ['list']],
  [{ from: ['a', 'b'], transform: ['join'] }, ['text']],
  [{ from: 'a', transform: ['trim', { name: 'split' }] }, ['list']],
  [{ from: 'a', transform: [{ name: 'lookup', table: {} }] }, ['unknown']],
  [{ from: 'a', transform: ['boolean'], default: false }, ['boolean']],
  [{ from: 'a', transform: ['trim'], default: 0 }, ['text', 'integer']],
])('%j writes %j', (row, types) => {
  expect(typesAt('title', { to: 'title', ...row })).toEqual(types);
});

test('of several rows at one place every type is told', () => {
  expect(typesAt('title', { to: 'title', const: 'a' }, { to: 'title', const: 1 })).toEqual([
    'text',
    'integer',
  ]);
});

test('every transform that does not give text is known to the types', () => {
  const textless = [...TRANSFORMS.keys()].filter(
    (name) => !typesAt('title', { to: 'title', from: 'a', transform: [name] }).includes('text'),
  );
  expect(textless).toEqual([
    'lookup',
    'boolean',
    'not',
    'split',
    'map',
    'filter',
    'first',
    'last',
    'at',
    'coalesce',
  ]);
});
