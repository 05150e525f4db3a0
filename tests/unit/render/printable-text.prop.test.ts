import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printableText } from '../../../runtime/src/adapters/render/printable-text.ts';

it('leaves nothing to take out, whatever it is given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = printableText(text);
      expect(printableText(printed)).toBe(printed);
      expect(printed).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]|\p{Emoji_Presentation}/u);
    }),
  );
});
