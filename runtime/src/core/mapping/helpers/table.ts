import { ok } from '../../result.ts';
import { toFullWidth, toHalfWidth } from '../transforms/kana.ts';
import { readRegistrationNumber } from '../transforms/registration-number.ts';
import { abs, add, cmp, div, isDecimal, max, min, mul, neg, round, sub } from './arithmetic.ts';
import { coalesce, lookup } from './choices.ts';
import { defineHelper, type Helper } from './helper.ts';
import { addDays, date, decimal } from './readings.ts';

const isGiven = <Value>(value: Value | undefined): value is Value => value !== undefined;
const SEVERAL = ['string', 'string?', 'string?', 'string?', 'string?', 'string?'] as const;
const ANY_SEVERAL = ['dyn', 'dyn?', 'dyn?', 'dyn?', 'dyn?', 'dyn?'] as const;

/** Every helper by its name, the same for expressions and for scripts. Decimals go in and come out as text. */
export const HELPERS: ReadonlyMap<string, Helper> = new Map([
  ['add', defineHelper(['string', 'string'], 'string', add)],
  ['sub', defineHelper(['string', 'string'], 'string', sub)],
  ['mul', defineHelper(['string', 'string'], 'string', mul)],
  ['div', defineHelper(['string', 'string', 'int', 'string'], 'string', div)],
  ['round', defineHelper(['string', 'int', 'string'], 'string', round)],
  ['neg', defineHelper(['string'], 'string', neg)],
  ['abs', defineHelper(['string'], 'string', abs)],
  ['cmp', defineHelper(['string', 'string'], 'int', cmp)],
  ['min', defineHelper(SEVERAL, 'string', (first, ...rest) => min(first, ...rest.filter(isGiven)))],
  ['max', defineHelper(SEVERAL, 'string', (first, ...rest) => max(first, ...rest.filter(isGiven)))],
  ['isDecimal', defineHelper(['string'], 'bool', isDecimal)],
  ['decimal', defineHelper(['string', 'string?'], 'string', decimal)],
  ['date', defineHelper(['string', 'string?'], 'string', date)],
  ['addDays', defineHelper(['string', 'int'], 'string', addDays)],
  ['nfkc', defineHelper(['string'], 'string', (text) => ok(text.normalize('NFKC')))],
  ['halfWidthKana', defineHelper(['string'], 'string', (text) => ok(toHalfWidth(text)))],
  ['fullWidthKana', defineHelper(['string'], 'string', (text) => ok(toFullWidth(text)))],
  ['trim', defineHelper(['string'], 'string', (text) => ok(text.trim()))],
  ['upper', defineHelper(['string'], 'string', (text) => ok(text.toUpperCase()))],
  ['lower', defineHelper(['string'], 'string', (text) => ok(text.toLowerCase()))],
  ['lookup', defineHelper(['map', 'string', 'dyn?'], 'dyn', lookup)],
  ['registrationNumber', defineHelper(['string'], 'string', readRegistrationNumber)],
  ['coalesce', defineHelper(ANY_SEVERAL, 'dyn', (...values) => coalesce(...values.filter(isGiven)))],
]);
