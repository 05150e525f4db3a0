import { describe, expect, test } from 'vitest';
import type { FieldsRead } from '../../../runtime/src/adapters/sandbox/fields-read.ts';
import { pickFields } from '../../../runtime/src/adapters/sandbox/fields-read.ts';
import { findFieldsRead } from '../../../runtime/src/adapters/sandbox/find-fields-read.ts';
import { parseScript } from '../../../runtime/src/adapters/sandbox/parse-script.ts';

function read(script: string): unknown {
  const parsed = parseScript(script);
  if (!parsed.ok) throw new Error(parsed.detail);
  return toPlain(findFieldsRead(parsed.program));
}

const toPlain = (fields: FieldsRead): unknown =>
  fields === 'all' ? fields : Object.fromEntries([...fields].map(([key, inner]) => [key, toPlain(inner)]));

const body = (text: string) => read(`export default function map(source, draft, ctx) { ${text} }`);

describe('the fields that a script reads', () => {
  test.each([
    ['return { a: source.a };', { a: 'all' }],
    ['return { a: source.a.b, c: source.a.c };', { a: { b: 'all', c: 'all' } }],
    ['return { a: source.a.b, all: source.a };', { a: 'all' }],
    ['return { a: source?.a?.["b c"] };', { a: { 'b c': 'all' } }],
    ['return { a: (source?.a).b };', { a: { b: 'all' } }],
    ['return source.list.map((x) => x.y);', { list: { map: 'all' } }],
    ['return { a: source.list[0].name };', { list: 'all' }],
    ['return { a: source.a[draft.key].b };', { a: 'all' }],
    ['return { ...source.a };', { a: 'all' }],
    ['const { a, b: { c, d = 1 } } = source; return { a, c, d };', { a: 'all', b: { c: 'all', d: 'all' } }],
    ['const { a: { ...rest } } = source; return rest;', { a: 'all' }],
    ['const { b, c } = source.a; return { b, c };', { a: { b: 'all', c: 'all' } }],
    ['const { b } = source.a[draft.key]; return { b };', { a: 'all' }],
    ['const { b } = source[draft.key]; return { b };', 'all'],
    ['const {} = source.a; return {};', { a: 'all' }],
    ['const { length } = draft.a; return { length };', {}],
    ['return { source: draft.source, a: draft["source"] };', {}],
    ['source.a.b = 1; delete source.c; return draft;', { a: { b: 'all' }, c: 'all' }],
    ['return { a: source.a.hasOwnProperty("b") };', { a: 'all' }],
    ['return { a: source.a.constructor };', { a: 'all' }],
    ['return draft;', {}],
  ])('are told by %s', (text, fields) => {
    expect(body(text)).toEqual(fields);
  });

  test.each([
    'return source;',
    'return { ...source };',
    'return { a: source[draft.key] };',
    'return { source };',
    'const same = source; return same;',
    'const { a, ...rest } = source; return rest;',
    'const { [draft.key]: a } = source; return { a };',
    'let a; ({ a } = source); return { a };',
    'return ctx.helpers.lookup(source, "a");',
    'for (const key in source) return { key };',
    'return { has: "a" in source };',
    `return { text: \`\${source}\` };`,
    'return { a: arguments[0].a };',
    'return (() => arguments[0])();',
    'return { a: source.toString() };',
    'const f = (source) => source; return f(1);',
    'source: for (;;) break source; return {};',
    'return { isNothing: !source };',
  ])('are all when the script says %s', (text) => {
    expect(body(text)).toBe('all');
  });

  test.each([
    ['export default ({ a, b: { c } }) => ({ a, c });', { a: 'all', b: { c: 'all' } }],
    ['export default ({ a, b: {} }) => ({ a });', { a: 'all', b: 'all' }],
    ['export default ({ a, ...rest }) => rest;', 'all'],
    ['export default ({ toString }) => ({});', 'all'],
    ['export default (source = {}) => ({ a: source.a });', { a: 'all' }],
    ['export default () => ({});', {}],
    ['export default (...all) => ({ all });', 'all'],
    ['export default (record, draft = record) => draft;', 'all'],
    ['export default function () { return { a: arguments[0] }; }', 'all'],
    ['export default class {}', 'all'],
  ])('are told by the parameters of %s', (script, fields) => {
    expect(read(script)).toEqual(fields);
  });

  test('are found in a chain of any length', () => {
    expect(body(`return source${'.a'.repeat(20_000)};`)).toMatchObject({ a: { a: { a: {} } } });
  });
});

test('lists and texts stay whole, what is absent stays absent, and the source itself is not touched', () => {
  const source = { a: { b: 1, c: 2 }, list: [{ x: 1, y: 2 }], text: 'abc', none: null, other: 1 };
  const before = structuredClone(source);
  const inner = (): FieldsRead => new Map<string, FieldsRead>([['b', 'all']]);
  const fields = new Map(['a', 'list', 'text', 'none', 'missing'].map((key) => [key, inner()]));
  expect(pickFields(source, fields)).toEqual({ a: { b: 1 }, list: source.list, text: 'abc', none: null });
  expect(source).toEqual(before);
});
