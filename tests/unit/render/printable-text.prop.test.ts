import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printableText } from '../../../runtime/src/adapters/render/printable-text.ts';

it('leaves nothing to take out, whatever it is given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = printableText(text);
      expect(printableText(printed)).toBe(printed);
      expect(printed).not.toMatch(
        /[^\P{Cc}\n]|[\u200b\u202a-\u202e\u2066-\u2069\u{e0001}]|\p{Emoji_Presentation}/u,
      );
      expect(printed).not.toMatch(
        /(?![\ufe00-\ufe0d\u{e0100}-\u{e01ef}\u200c])\p{Default_Ignorable_Code_Point}/u,
      );
    }),
  );
});
