import { describe, expect, it } from 'vitest';
import { printableJson, printableText } from '../../../runtime/src/adapters/render/printable-text.ts';

describe('printableText', () => {
  it.each([
    ['keeps line breaks, in one form', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['takes out control characters', 'a\u0000b\u001bc\u0085d', 'abcd'],
    [
      'takes out marks that turn the reading direction around',
      'invoice\u202exslx.\u2066pdf',
      'invoicexslx.pdf',
    ],
    ['takes out emoji of any composition', '👩‍💻 a 🇯🇵 b ❤️ c 👍🏽', ' a  b  c '],
    ['keeps the digit of a keycap', '1️⃣', '1'],
    ['keeps signs that are letters of trade', '©️ ® ™ № ※ ㈱ ①', '© ® ™ № ※ ㈱ ①'],
    ['bounds the marks on one letter', `Z${'\u0327'.repeat(9)}a`, `Z${'\u0327'.repeat(6)}a`],
    [
      'takes out what shows nothing: spaces of no width, tags, fillers, soft hyphens',
      'A\u200bc\u2060m\u00ade\u{e0041}\u3164 L\u180et\u034fd',
      'Acme Ltd',
    ],
    [
      'keeps the form of a Han character',
      '葛\u{e0100}城 逢\ufe00沢 a\u{e0100}',
      '葛\u{e0100}城 逢\ufe00沢 a',
    ],
    ['takes out the flag of a region', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 Ltd', ' Ltd'],
    ['takes out what is no character', 'a\ufffeb\uffff', 'ab'],
    ['composes', 'が Ünal'.normalize('NFD'), 'が Ünal'],
    ['replaces half of a pair', 'a\ud800b', 'a\ufffdb'],
    ['leaves markup alone', '#x $y$ <b> \\n {{z}}', '#x $y$ <b> \\n {{z}}'],
  ])('%s', (_title, text, printed) => {
    expect(printableText(text)).toBe(printed);
  });
});

describe('printableJson', () => {
  it('changes texts at any depth and nothing else', () => {
    const value = { a: ['x🚀', { b: 'y\u0007' }], c: 1, d: null, e: true };
    expect(printableJson(value)).toEqual({ a: ['x', { b: 'y' }], c: 1, d: null, e: true });
  });

  it('isolates what runs from right to left, and no digit with it', () => {
    expect(printableJson({ name: 'שלום 12' })).toEqual({ name: '\u2068שלום\u2069 12' });
  });
});
