import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { type CompiledMapping, compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';

const definition = (fields: JsonValue[]): JsonObject => ({
  system: 'hubspot',
  object: 'deal',
  kind: 'deal',
  description: 'of a test',
  fields,
});

function compile(...fields: JsonObject[]): CompiledMapping {
  const compiled = compileMapping(definition(fields));
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.value;
}

const problemsOf = (...fields: JsonValue[]) => {
  const compiled = compileMapping(definition(fields));
  return compiled.ok ? [] : compiled.errors;
};

describe('a compiled mapping', () => {
  test('fills fields from paths, constants and defaults', () => {
    const mapping = compile(
      { to: 'title', from: 'properties.dealname', transform: ['trim'] },
      { to: 'isWon', const: false },
      { to: 'address.country', from: 'properties.country', default: 'US' },
      { to: 'customerKey', from: 'companies[0]' },
    );
    expect(mapping.run({ properties: { dealname: ' Rollout ' }, companies: ['18'] })).toEqual({
      draft: { title: 'Rollout', isWon: false, address: { country: 'US' }, customerKey: '18' },
      refusals: [],
    });
  });

  test('keeps the elements of a list aligned when some lack a field', () => {
    const mapping = compile(
      { to: 'lines[*].sku', from: 'items[*].sku' },
      { to: 'lines[*].key', from: 'items[*].id' },
    );
    expect(mapping.run({ items: [{ id: '1' }, { id: '2', sku: 'B' }, { id: '3', sku: '' }] }).draft).toEqual({
      lines: [{ key: '1' }, { sku: 'B', key: '2' }, { key: '3' }],
    });
  });

  test('keeps lists within lists aligned', () => {
    const mapping = compile({ to: 'a[*].b[*].c', from: 'x[*].y[*].z' });
    expect(mapping.run({ x: [{ y: [{ z: '1' }] }, { y: [] }, {}, { y: [{}, { z: '2' }] }] }).draft).toEqual({
      a: [{ b: [{ c: '1' }] }, { b: [] }, {}, { b: [{}, { c: '2' }] }],
    });
  });

  test('makes an empty list from an empty list, and none from a missing one', () => {
    const mapping = compile({ to: 'lines[*].key', from: 'items[*].id', required: true });
    expect(mapping.run({ items: [] })).toEqual({ draft: { lines: [] }, refusals: [] });
    expect(mapping.run({})).toEqual({
      draft: {},
      refusals: [{ row: 1, to: 'lines[*].key', from: 'items[*].id', reason: 'is missing' }],
    });
  });

  test('takes the later of two rows for one field, when it has a value', () => {
    const mapping = compile(
      { to: 'currency', from: 'CurrencyCode' },
      { to: 'currency', from: 'Invoice.CurrencyCode' },
    );
    expect(mapping.run({ CurrencyCode: 'USD', Invoice: {} }).draft).toEqual({ currency: 'USD' });
    expect(mapping.run({ CurrencyCode: 'USD', Invoice: { CurrencyCode: 'JPY' } }).draft).toEqual({
      currency: 'JPY',
    });
  });

  test('joins several sources and leaves out those that are empty', () => {
    const mapping = compile({ to: 'name', from: ['first', 'last'], transform: ['join'] });
    expect(mapping.run({ first: 'Dana', last: '' }).draft).toEqual({ name: 'Dana' });
    expect(mapping.run({ first: null }).draft).toEqual({});
  });

  test.each([
    [{ from: 'stage', equals: 'won' }, { stage: 'won' }, true],
    [{ from: 'stage', equals: 'won' }, { stage: 'lost' }, false],
    [{ from: 'stage', equals: 'won' }, {}, false],
    [{ from: 'stage', in: ['won', 'closed'] }, { stage: 'closed' }, true],
    [{ from: 'flag', equals: true }, { flag: 'true' }, true],
    [{ from: 'stage', exists: true }, { stage: '' }, false],
    [{ from: 'stage', exists: false }, { stage: null }, true],
  ])('applies a row when %j holds for %j: %s', (when, source, applies) => {
    const mapping = compile({ to: 'isWon', const: true, when });
    expect(mapping.run(source).draft).toEqual(applies ? { isWon: true } : {});
  });

  test('reads the currency of an amount in minor units from beside it, element by element, and traces it', () => {
    const mapping = compile(
      { to: 'lines[*].key', from: 'items[*].id' },
      {
        to: 'lines[*].unitPrice',
        from: 'items[*].amount',
        transform: [{ name: 'minorUnits', currencyFrom: 'items[*].currency' }],
      },
    );
    const source = {
      items: [
        { id: '1', amount: 1999, currency: 'usd' },
        { id: '2', amount: 1999, currency: 'jpy' },
        { id: '3', amount: 1999 },
      ],
    };
    const { draft, refusals, writes } = mapping.trace(source);
    expect(draft).toEqual({
      lines: [{ key: '1', unitPrice: '19.99' }, { key: '2', unitPrice: '1999' }, { key: '3' }],
    });
    expect(refusals).toEqual([
      {
        row: 2,
        to: 'lines[2].unitPrice',
        from: 'items[2].amount',
        reason: 'has a currency that is no ISO 4217 currency code',
      },
    ]);
    expect(writes.find(({ row }) => row === 2)?.reads).toEqual([
      { place: ['items', 0, 'amount'], value: 1999 },
      { place: ['items', 0, 'currency'], value: 'usd' },
    ]);
  });

  test('refuses a transform that looks into another list than its row', () => {
    const transform = [{ name: 'minorUnits', currencyFrom: 'others[*].currency' }];
    expect(problemsOf({ to: 'lines[*].unitPrice', from: 'items[*].amount', transform })).toMatchObject([
      { pointer: '/fields/0/transform/0', detail: expect.stringContaining('another list') },
    ]);
  });

  test('lets a default stand in when the transforms leave nothing', () => {
    const mapping = compile({ to: 'title', from: 'names', transform: ['first', 'trim'], default: 'none' });
    expect(mapping.run({ names: [] }).draft).toEqual({ title: 'none' });
    expect(mapping.run({ names: [' a '] }).draft).toEqual({ title: 'a' });
  });

  test('tests a condition element by element', () => {
    const mapping = compile(
      { to: 'lines[*].key', from: 'items[*].id' },
      { to: 'lines[*].note', from: 'items[*].text', when: { from: 'items[*].kind', equals: 'a' } },
    );
    expect(
      mapping.run({
        items: [
          { id: '1', text: 'x', kind: 'a' },
          { id: '2', text: 'y', kind: 'b' },
        ],
      }).draft,
    ).toEqual({ lines: [{ key: '1', note: 'x' }, { key: '2' }] });
  });

  test('refuses with the row, the field, the source and the reason, and goes on with the other rows', () => {
    const mapping = compile(
      { to: 'title', from: 'name', required: true },
      { to: 'lines[*].quantity', from: 'items[*].quantity', transform: ['decimal'], required: true },
    );
    expect(mapping.run({ items: [{ quantity: '1' }, { quantity: 'two' }, {}] })).toEqual({
      draft: { lines: [{ quantity: '1' }, {}, {}] },
      refusals: [
        { row: 1, to: 'title', from: 'name', reason: 'is missing' },
        { row: 2, to: 'lines[1].quantity', from: 'items[1].quantity', reason: 'is no decimal number' },
        { row: 2, to: 'lines[2].quantity', from: 'items[2].quantity', reason: 'is missing' },
      ],
    });
  });

  test('refuses a hole in a list of values', () => {
    const mapping = compile({ to: 'contactKeys[*]', from: 'contacts[*]' });
    expect(mapping.run({ contacts: ['1', '', '3'] }).refusals).toEqual([
      { row: 1, to: 'contactKeys[1]', from: 'contacts[1]', reason: 'is missing' },
    ]);
  });

  test('refuses what is no list, and a list beyond its bound', () => {
    const mapping = compile({ to: 'lines[*].key', from: 'items[*].id' });
    expect(mapping.run({ items: 'x' }).refusals).toMatchObject([{ row: 1, reason: 'items is not a list' }]);
    const items = Array.from({ length: 10_001 }, () => ({ id: '1' }));
    expect(mapping.run({ items }).refusals).toMatchObject([
      { row: 1, reason: 'has more than 10000 elements' },
    ]);
  });

  test('refuses a value that carries a prototype key, and pollutes nothing', () => {
    const mapping = compile({ to: 'copy', from: 'raw' });
    const source: JsonValue = JSON.parse('{"raw":{"a":{"__proto__":{"isAdmin":true}}}}');
    expect(mapping.run(source)).toEqual({
      draft: {},
      refusals: [{ row: 1, to: 'copy', from: 'raw', reason: 'holds the reserved key __proto__' }],
    });
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  test('never shares a value with its source', () => {
    const source = { raw: { a: ['1'] } };
    const { draft } = compile({ to: 'copy', from: 'raw' }).run(source);
    expect(draft['copy']).toEqual(source.raw);
    expect(draft['copy']).not.toBe(source.raw);
  });
});

describe('a definition is refused', () => {
  test.each<[string, JsonValue[], string, RegExp]>([
    [
      'an unknown transform',
      [{ to: 'a', from: 'b', transform: ['trim', 'shout'] }],
      '/fields/0/transform/1',
      /row 1: transform shout is unknown/,
    ],
    [
      'arguments that do not fit',
      [{ to: 'a', from: 'b', transform: [{ name: 'date', zone: 'Mars' }] }],
      '/fields/0/transform/0',
      /zone Mars is unknown/,
    ],
    [
      'a prototype key in a target',
      [
        { to: 'a', from: 'b' },
        { to: '__proto__.x', from: 'b' },
      ],
      '/fields/1/to',
      /row 2: .*reserved key/,
    ],
    ['a prototype key in a source', [{ to: 'a', from: 'b.constructor' }], '/fields/0/from', /reserved key/],
    [
      'a prototype key in a condition',
      [{ to: 'a', from: 'b', when: { from: 'prototype', exists: true } }],
      '/fields/0/when/from',
      /reserved key/,
    ],
    ['a fixed position in a target', [{ to: 'a[0]', from: 'b' }], '/fields/0/to', /no fixed position/],
    [
      'lists that do not align',
      [{ to: 'a[*].b', from: 'c' }],
      '/fields/0/from',
      /0 \[\*\] in from and 1 in to/,
    ],
    [
      'two sources for one list',
      [
        { to: 'a[*].b', from: 'c[*].b' },
        { to: 'a[*].d', from: 'e[*].d' },
      ],
      '/fields/1/from',
      /fills a\[\*\] from e\[\*\], row 1 from c\[\*\]/,
    ],
    [
      'a list filled by a constant',
      [{ to: 'a[*].b', const: 'x' }],
      '/fields/0/to',
      /const cannot fill a list/,
    ],
    [
      'sources over different lists',
      [{ to: 'a[*].b', from: ['c[*].x', 'd[*].y'] }],
      '/fields/0/from',
      /different lists/,
    ],
    [
      'a condition over another list',
      [{ to: 'a[*].b', from: 'c[*].x', when: { from: 'd[*].y', exists: true } }],
      '/fields/0/when/from',
      /another list/,
    ],
    [
      'a condition that would leave holes',
      [{ to: 'a[*]', from: 'c[*].x', when: { from: 'c[*].y', exists: true } }],
      '/fields/0/when/from',
      /holes in a list of values/,
    ],
    [
      'a field that is two things',
      [
        { to: 'a', from: 'b' },
        { to: 'a.c', from: 'd' },
      ],
      '/fields/1/to',
      /makes a a object, row 1 a value/,
    ],
    ['neither from nor const', [{ to: 'a' }], '/fields/0', /row 1: needs exactly one of from, const/],
    ['from and const', [{ to: 'a', from: 'b', const: 'c' }], '/fields/0', /exactly one/],
    [
      'a const with a transform',
      [{ to: 'a', const: 'c', transform: ['trim'] }],
      '/fields/0',
      /takes no transform/,
    ],
    [
      'two tests in one condition',
      [{ to: 'a', from: 'b', when: { from: 'c', equals: 'd', exists: true } }],
      '/fields/0/when',
      /exactly one of equals, in, exists/,
    ],
    [
      'a fraction as a number',
      [{ to: 'a', const: 1.5 }],
      '/fields/0/const',
      /row 1: must be a text, a whole number/,
    ],
    ['an unknown part of a row', [{ to: 'a', from: 'b', expresion: 'x' }], '/fields/0', /expresion/],
    ['no rows', [], '/fields', /.+/],
  ])('for %s, with the row and a pointer', (_what, fields, pointer, detail) => {
    expect(problemsOf(...fields)).toContainEqual({
      pointer,
      code: 'mapping.definition_invalid',
      detail: expect.stringMatching(detail),
    });
  });

  test('with every problem at once', () => {
    expect(problemsOf({ to: 'a..b', from: 'c' }, { to: 'd', from: 'e', transform: ['shout'] })).toHaveLength(
      2,
    );
  });

  test.each([[null], ['text'], [[]], [{}], [{ kind: 'invoice' }]])('for %j, without a throw', (input) => {
    expect(compileMapping(input).ok).toBe(false);
  });
});
