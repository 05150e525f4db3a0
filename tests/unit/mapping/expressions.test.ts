import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { type CompiledMapping, compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';
import { GIVEN, REFUSED } from './helper-examples.ts';

const HEADER = { system: 'any', object: 'thing', kind: 'deal', description: 'of a test' };

function compile(...fields: JsonObject[]): CompiledMapping {
  const compiled = compileMapping({ ...HEADER, fields });
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.value;
}

const problemsOf = (...fields: JsonValue[]) => {
  const compiled = compileMapping({ ...HEADER, fields });
  return compiled.ok ? [] : compiled.errors;
};

const evaluate = (expression: string, source: JsonValue = {}) => {
  const { draft, refusals } = compile({ to: 'title', expression }).run(source);
  return refusals[0]?.reason ?? draft['title'];
};

const literal = (value: JsonValue): string => JSON.stringify(value);

describe('an expression row', () => {
  test.each<[string, JsonValue, JsonValue | undefined]>([
    ['source.first + " " + source.last', { first: 'Dana', last: 'Whitfield' }, 'Dana Whitfield'],
    ['mul(source.price, string(source.count))', { price: '19.99', count: 3 }, '59.97'],
    ['mul(source.price, "3")', { price: 19.99 }, '59.97'],
    ['source.isWon ? "won" : "open"', { isWon: true }, 'won'],
    ['source.count + 1', { count: 41 }, 42],
    [
      'source.items.filter(i, i.kind == "a").map(i, i.id)',
      { items: [{ kind: 'a', id: '1' }, { kind: 'b' }] },
      ['1'],
    ],
    ['source.items[1]["the id"]', { items: [{}, { 'the id': 'x' }] }, 'x'],
    ['lookup({"a": "A", "b": "B"}, source.code, "?")', { code: 'b' }, 'B'],
    ['coalesce(source.nick, source.name, "none")', { name: 'Dana' }, 'Dana'],
    ['coalesce(source.nick, source.name, "none")', { nick: '', name: null }, 'none'],
    ['has(source.name) ? "yes" : "no"', { name: null }, 'no'],
    ['size(source.tags) > 1', { tags: ['a', 'b'] }, true],
    ['{"city": source.city}', { city: 'Osaka' }, { city: 'Osaka' }],
  ])('%s of %j is %j', (expression, source, value) => {
    expect(evaluate(expression, source)).toEqual(value);
  });

  test.each(GIVEN)('has the helper %s: of %j it gives %j', (name, args, value) => {
    const found = evaluate(`${name}(${args.map(literal).join(', ')})`);
    expect(found).toEqual(value === '' ? undefined : value);
  });

  test.each(REFUSED)('is refused where the helper %s refuses %j: %s', (name, args, reason) => {
    expect(evaluate(`${name}(${args.map(literal).join(', ')})`)).toContain(`${name}: `);
    expect(evaluate(`${name}(${args.map(literal).join(', ')})`)).toContain(reason);
  });

  test('has no value where the record lacks what it asks for: the default stands in, or it is missing', () => {
    const expression = 'add(source.a, source.b)';
    expect(compile({ to: 'title', expression, default: '0' }).run({ a: '1' }).draft).toEqual({ title: '0' });
    expect(compile({ to: 'title', expression }).run({ a: '1', b: null })).toEqual({
      draft: {},
      refusals: [],
    });
    expect(compile({ to: 'title', expression, required: true }).run({ a: '1' }).refusals).toEqual([
      { row: 1, to: 'title', from: 'a + b', reason: 'is missing' },
    ]);
  });

  test('never computes in binary: a fraction is text, and one that is not exact is refused', () => {
    expect(evaluate('add(source.a, source.b)', { a: 0.1, b: 0.2 })).toBe('0.3');
    expect(evaluate('source.a', { a: 0.5 })).toBe('0.5');
    expect(evaluate('source.a', { a: 0.1 + 0.2 })).toBe(
      'is a binary number that is not exact; send it as text',
    );
    expect(evaluate('add(source.a, "1")', { a: 0.1 + 0.2 })).toContain('no matching overload');
  });

  test('is transformed, tested and traced like any other', () => {
    const mapping = compile({
      to: 'title',
      expression: 'source.a + source.b.c',
      transform: ['upper'],
      when: { from: 'on', equals: true },
    });
    expect(mapping.run({ a: 'x', b: { c: 'y' } }).draft).toEqual({});
    expect(mapping.trace({ a: 'x', b: { c: 'y' }, on: true })).toEqual({
      draft: { title: 'XY' },
      refusals: [],
      writes: [
        {
          row: 1,
          to: ['title'],
          value: 'XY',
          how: 'expression',
          reads: [
            { place: ['a'], value: 'x' },
            { place: ['b', 'c'], value: 'y' },
          ],
        },
      ],
    });
  });

  test('goes over the elements of a list beside rows that do, with item and index', () => {
    const mapping = compile(
      { to: 'lines[*].key', from: 'items[*].id' },
      {
        to: 'lines[*].unitPrice',
        each: 'items[*]',
        expression: 'mul(item.price, source.rate)',
      },
      { to: 'lines[*].position', each: 'items[*]', expression: 'index + 1' },
    );
    const source = { rate: '2', items: [{ id: 'a', price: '1.5' }, { id: 'b' }, { id: 'c', price: '3' }] };
    const { draft, writes } = mapping.trace(source);
    expect(draft).toEqual({
      lines: [
        { key: 'a', unitPrice: '3', position: 1 },
        { key: 'b', position: 2 },
        { key: 'c', unitPrice: '6', position: 3 },
      ],
    });
    expect(writes.filter(({ row }) => row === 2).map(({ reads }) => reads.map(({ place }) => place))).toEqual(
      [
        [['items', 0, 'price'], ['rate']],
        [['items', 2, 'price'], ['rate']],
      ],
    );
  });

  test('goes over lists within lists, its refusals at their places', () => {
    const mapping = compile({
      to: 'a[*].b[*].c',
      each: 'x[*].y[*]',
      expression: 'neg(item)',
    });
    expect(mapping.run({ x: [{ y: ['1', 'no'] }, {}, { y: ['2'] }] })).toEqual({
      draft: { a: [{ b: [{ c: '-1' }, {}] }, {}, { b: [{ c: '-2' }] }] },
      refusals: [
        { row: 1, to: 'a[0].b[1].c', from: 'x[0].y[1]', reason: 'neg: "no" is no plain decimal number' },
      ],
    });
  });

  test('cannot be reached through a prototype key of the record', () => {
    const source: JsonValue = JSON.parse('{"a":{"__proto__":{"isAdmin":true},"b":"c"}}');
    expect(evaluate('source.a', source)).toEqual({ b: 'c' });
    expect(evaluate('source.a.isAdmin', source)).toBeUndefined();
    expect(evaluate('source.a.toString', source)).toBeUndefined();
  });

  test('names a whole list where a position in it is computed', () => {
    const { writes } = compile({ to: 'title', expression: 'source.l[size(source.l) - 1].n' }).trace({
      l: [{ n: 'z' }],
    });
    expect(writes[0]?.value).toBe('z');
    expect(writes[0]?.reads.map(({ place }) => place)).toEqual([['l']]);
  });
});

describe('an expression is refused when it is saved', () => {
  test.each<[string, string, RegExp]>([
    ['a syntax error', 'source.', /row 1: .* at character 8/],
    ['an unknown name', 'sorce.a', /Unknown variable: sorce at character 1/],
    ['an unknown function', 'plus("1", "2")', /found no matching overload for 'plus/],
    ['a number where a decimal is text', 'add(1, "2")', /no matching overload for 'add\(int, string\)'/],
    ['a number with a fraction', 'source.a == 1.5', /a number with a fraction is text/],
    ['division by an operator', 'source.a / 2', /division is div\(a, b, places, mode\)/],
    ['matches', 'source.a.matches("^(a+)+$")', /matches may not be used in an expression/],
    ['a list inside a list', 'source.a.map(x, source.b.map(y, y))', /map stands inside another one/],
    ['a type check undone', 'dyn(source.a)', /dyn may not be used/],
    ['a binary fraction', 'double(source.a)', /double may not be used/],
    ['a type that JSON cannot hold', 'type(source.a) == string', /may not be used|may not/],
    ['a prototype key', 'source.a.__proto__', /uses the reserved key __proto__ at character 1/],
    ['a name taken twice', 'source.a.map(source, source)', /source is the name of something else/],
    ['item without a list', 'item.a', /Unknown variable: item/],
    ['nesting beyond 32', `${'('.repeat(40)}true${')'.repeat(40)}`, /maxDepth/],
  ])('for %s, with the row and the place', (_what, expression, detail) => {
    expect(problemsOf({ to: 'title', expression })).toMatchObject([
      {
        pointer: '/fields/0/expression',
        code: 'mapping.definition_invalid',
        detail: expect.stringMatching(detail),
      },
    ]);
  });

  test.each<[string, JsonObject, string]>([
    ['two origins', { to: 'title', from: 'a', expression: '"a"' }, '/fields/0'],
    ['each without an expression', { to: 'title', from: 'a', each: 'b[*]' }, '/fields/0'],
    ['a list without each', { to: 'lines[*].key', expression: '"a"' }, '/fields/0/to'],
    ['each of no list', { to: 'lines[*].key', expression: '"a"', each: 'items' }, '/fields/0/each'],
    ['each deeper than the target', { to: 'title', expression: 'item', each: 'items[*]' }, '/fields/0/each'],
    [
      'an expression beyond 2,000 characters',
      { to: 'title', expression: `"${'a'.repeat(2000)}"` },
      '/fields/0/expression',
    ],
  ])('for %s', (_what, field, pointer) => {
    expect(problemsOf(field).map((problem) => problem.pointer)).toEqual([pointer]);
  });

  test('for a list that another row fills from elsewhere', () => {
    const problems = problemsOf(
      { to: 'lines[*].key', from: 'items[*].id' },
      { to: 'lines[*].sku', expression: 'item.sku', each: 'others[*]' },
    );
    expect(problems).toMatchObject(
      [{ pointer: '/fields/1/each', detail: /fills lines\[\*\] from others/ }].map(({ pointer, detail }) => ({
        pointer,
        detail: expect.stringMatching(detail),
      })),
    );
  });
});
