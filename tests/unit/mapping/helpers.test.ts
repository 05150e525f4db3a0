import { describe, expect, test } from 'vitest';
import { HELPERS } from '../../../runtime/src/core/mapping/helpers/table.ts';
import { GIVEN, REFUSED } from './helper-examples.ts';

const call = (name: string, args: unknown[]) => HELPERS.get(name)?.call(args);

describe('helpers', () => {
  test.each(GIVEN)('%s of %j gives %j', (name, args, value) => {
    expect(call(name, args)).toEqual({ ok: true, value });
  });

  test.each(REFUSED)('%s refuses %j: %s', (name, args, reason) => {
    expect(call(name, args)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  test.each<[string, unknown[], string]>([
    ['add', [1, '2'], 'argument 1 must be a text of at most 20000 characters, not number'],
    ['add', ['1'], 'argument 2 must be a text of at most 20000 characters, not undefined'],
    ['add', ['1', null], 'argument 2 must be a text of at most 20000 characters, not null'],
    ['add', ['1', '2', '3'], 'takes at most 2 arguments'],
    ['round', ['1', 0.5, 'up'], 'argument 2 must be a whole number, not number'],
    ['lookup', ['a', 'b'], 'argument 1 must be a table, not string'],
    ['trim', ['a'.repeat(20_001)], 'argument 1 must be a text of at most 20000 characters, not string'],
  ])('%s of %j is refused before it runs: %s', (name, args, reason) => {
    expect(call(name, args)).toEqual({ ok: false, reason });
  });

  test('every helper has an example', () => {
    expect(new Set(GIVEN.map(([name]) => name))).toEqual(new Set(HELPERS.keys()));
  });
});
