import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestName } from '../../../runtime/src/core/mapping/suggest-name.ts';

const NAMES = ['title', 'currency', 'customerKey', 'lines[*].unitPrice', 'lines[*].quantity'];

describe('suggestName', () => {
  test.each([
    ['titel', 'title'],
    ['Currency', 'currency'],
    ['costumerKey', 'customerKey'],
    ['lines[*].unit_price', 'lines[*].unitPrice'],
    ['lines.quantity', 'lines[*].quantity'],
    ['x', undefined],
    ['zzzzzzzz', undefined],
    ['t'.repeat(101), undefined],
  ])('%s means %s', (name, meant) => {
    expect(suggestName(name, NAMES)).toBe(meant);
  });

  test('of two equally near the first is meant', () => {
    expect(suggestName('ab', ['ac', 'ad'])).toBe('ac');
  });

  test('one slip in a long name finds it, whatever the name', () => {
    const name = fc.string({ minLength: 6, maxLength: 40, unit: fc.constantFrom(...'abcdefgh._') });
    fc.assert(
      fc.property(name, fc.nat(39), (text, at) => {
        const cut = at % text.length;
        expect(suggestName(text.slice(0, cut) + text.slice(cut + 1), [text])).toBe(text);
        expect(suggestName(`${text.slice(0, cut)}Z${text.slice(cut)}`, [text])).toBe(text);
      }),
    );
  });
});
