import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';
import { problemsOf } from './compile-rows.ts';

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
