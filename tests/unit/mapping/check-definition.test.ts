import { expect, test } from 'vitest';
import { checkDefinition } from '../../../runtime/src/core/mapping/check-definition.ts';
import type { DescribedField } from '../../../runtime/src/core/mapping/source-field.ts';
import { definitionOf } from './definition-of.ts';

const DESCRIBED: Pick<DescribedField, 'path' | 'type'>[] = [
  { path: 'properties.dealname', type: 'text' },
  { path: 'properties.amount', type: 'text' },
  { path: 'line_items[*].id', type: 'text' },
  { path: 'raw', type: 'object' },
  { path: 'tags', type: 'list' },
];

test('a target that the record lacks is warned of, with the field that was probably meant', () => {
  const warnings = checkDefinition(
    definitionOf({ to: 'titel', from: 'a' }, { to: 'lines[*].unitprice', from: 'b[*].c' }),
  );
  expect(warnings).toMatchObject([
    { code: 'unknown_target', row: 1, pointer: '/fields/0/to', suggestion: 'title' },
    { code: 'unknown_target', row: 2, pointer: '/fields/1/to', suggestion: 'lines[*].unitPrice' },
  ]);
  expect(warnings[0]?.texts).toEqual({
    en: 'row 1: titel is no field of the record; did you mean title?',
    ja: '1行目：「titel」は取込先の項目にありません。「title」ではありませんか。',
  });
});

test('a source is asked for only when the fields are described', () => {
  const definition = definitionOf({ to: 'title', from: 'properties.dealnam' });
  expect(checkDefinition(definition)).toEqual([]);
  expect(checkDefinition(definition, DESCRIBED)).toMatchObject([
    { code: 'unknown_source', pointer: '/fields/0/from', suggestion: 'properties.dealname' },
  ]);
});

test('every source of a row is looked at, and its condition', () => {
  const when = { from: 'properties.stage', equals: 'won' };
  const from = ['properties.dealname', 'properties.nothing'];
  expect(checkDefinition(definitionOf({ to: 'title', from, when }), DESCRIBED)).toMatchObject([
    { pointer: '/fields/0/from/1', path: 'properties.nothing', suggestion: undefined },
    { pointer: '/fields/0/when/from', path: 'properties.stage' },
  ]);
});

test('what holds described fields, and what lies in an undescribed object or list, is known', () => {
  const rows = ['properties', 'line_items[3].id', 'raw.anything.at[0].all', 'tags[*]', 'tags[0]'];
  const definition = definitionOf(
    ...rows.map((from) => ({ to: from.includes('[*]') ? 'contactKeys[*]' : 'title', from })),
  );
  expect(checkDefinition(definition, DESCRIBED)).toEqual([]);
});

test('what an expression reads is looked at, within its list and without', () => {
  const row = {
    to: 'lines[*].unitPrice',
    each: 'line_items[*]',
    expression: 'mul(item.pice, source.properties.amont)',
  };
  expect(
    checkDefinition(definitionOf(row), [...DESCRIBED, { path: 'line_items[*].price', type: 'text' }]),
  ).toMatchObject([
    { pointer: '/fields/0/expression', path: 'line_items[*].pice', suggestion: 'line_items[*].price' },
    { pointer: '/fields/0/expression', path: 'properties.amont', suggestion: 'properties.amount' },
  ]);
});

test('an expression that does not compile is an error elsewhere and warns of nothing', () => {
  expect(checkDefinition(definitionOf({ to: 'title', expression: 'nothing(' }), DESCRIBED)).toEqual([]);
});
