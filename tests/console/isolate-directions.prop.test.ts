import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isolateDirections } from '../../runtime/src/console/security/isolate-directions.ts';

const OPENING = '\u2068';
const CLOSING = '\u2069';
const MARKS = [
  '\u200e',
  '\u200f',
  '\u061c',
  '\u202a',
  '\u202d',
  '\u202e',
  '\u202c',
  '\u2066',
  '\u2067',
  '\u2069',
];
const text = fc
  .array(
    fc.constantFrom(
      'א',
      'ב',
      'ש',
      'م',
      'ح',
      ' ',
      '״',
      '1',
      '9',
      'a',
      'Z',
      '請',
      '$',
      '.',
      '\u0301',
      ...MARKS,
    ),
  )
  .map((parts) => parts.join(''));

test('outside the isolates that are ours no letter runs from right to left, and inside there is no digit', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const html = isolateDirections(`<p title="${one}">${one}</p><td>${other}</td>`);
      const shown = html.replaceAll(/<[^>]*>/g, '');
      let depth = 0;
      for (const character of shown) {
        if (character === OPENING) depth += 1;
        else if (character === CLOSING) depth -= 1;
        else if (/[א-תمح]/.test(character)) expect(depth).toBe(1);
        else if (/[0-9aZ]/.test(character)) expect(depth).toBe(0);
        expect(depth === 0 || depth === 1).toBe(true);
      }
      expect(depth).toBe(0);
      expect(shown).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]/);
    }),
  );
});

test('nothing but marks and isolates changes, and attributes and what is sent back stay as they are', () => {
  fc.assert(
    fc.property(text, (value) => {
      const kept = `<input value="${value}"/><textarea name="x">${value}</textarea><option>${value}</option>`;
      const html = isolateDirections(`${kept}<p>${value}</p>`);
      expect(html.startsWith(kept)).toBe(true);
      const bare = (of: string) => of.replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/g, '');
      expect(bare(html.slice(kept.length))).toBe(`<p>${bare(value)}</p>`);
    }),
  );
});

test('an endless text takes no longer than its length', () => {
  const startedAt = performance.now();
  for (const part of ['א', 'א ', 'א1', 'א請', 'א\u0301', ' ', '\u202e'])
    isolateDirections(`<p>${part.repeat(100_000)}</p>`);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test('a stack of marks ends before it paints over another line', () => {
  const stack = (count: number): string => `<p>Z${'\u0327'.repeat(count)}</p>`;
  expect(isolateDirections(stack(6))).toBe(stack(6));
  expect(isolateDirections(stack(500))).toBe(stack(6));
});
