import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { group, leaf, xmlToText } from '../../../runtime/src/core/einvoice/xml.ts';
import { HOSTILE_TEXTS, WITHOUT_GLYPH } from '../../support/hostile-texts.ts';
import { readXml, textsAt } from '../../support/read-xml.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(']', '>', '<', '&', '"', "'", '\0', '\uFFFE', '\uD800', '\r', '\n', '請'),
  }),
);

/** What XML can carry of a text. */
const legal = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

describe('what is written as XML', () => {
  test('is well-formed and read back to the letter, whatever the text', () => {
    fc.assert(
      fc.property(nasty, nasty, (text, attribute) => {
        const written = xmlToText(group('root', leaf('cbc:Name', `a${text}`, { schemeID: attribute })));
        const [read] = readXml(written).children;
        expect(read).toMatchObject({ text: legal(`a${text}`), attributes: { schemeID: legal(attribute) } });
      }),
      { numRuns: 500 },
    );
  });

  test('carries every hostile text to the letter, but for what XML forbids', () => {
    for (const text of [...Object.values(HOSTILE_TEXTS), ...Object.values(WITHOUT_GLYPH)]) {
      const [read] = readXml(xmlToText(group('root', leaf('cbc:Name', text, { schemeID: text })))).children;
      expect(read).toMatchObject({ text: legal(text), attributes: { schemeID: legal(text) } });
    }
  });

  test('holds no empty element', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', ' ', '\0', 'text')), (texts) => {
        const root = group(
          'root',
          leaf('kept', 'text'),
          group('inner', ...texts.map((text) => leaf('cbc:ID', text))),
        );
        const kept = texts.filter((text) => text === 'text');
        expect(textsAt(readXml(xmlToText(root)), 'inner/cbc:ID')).toEqual(kept);
        expect(readXml(xmlToText(root)).children).toHaveLength(kept.length > 0 ? 2 : 1);
      }),
    );
  });

  test.each(['a]]>b', 'Smith & Sons <Ltd>', 'a\0b', 'a\uFFFEb', '\uD83D'])(
    'a name such as %j leaves it well-formed',
    (name) => {
      expect(() => readXml(xmlToText(group('root', leaf('cbc:Name', `${name}.`))))).not.toThrow();
    },
  );
});
