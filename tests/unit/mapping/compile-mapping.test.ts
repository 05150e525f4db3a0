import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { compile, problemsOf } from './compile-rows.ts';

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
