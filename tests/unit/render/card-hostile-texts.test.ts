import { afterAll, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import {
  ENDLESS_TEXT,
  ENDLESS_WORDS,
  HOSTILE_TEXTS,
  UNSTORABLE_TEXTS,
  WITHOUT_GLYPH,
} from '../../support/hostile-texts.ts';
import { makeCard, makeJpCard } from './support/cards.ts';

const renderer = createRenderer();
afterAll(() => renderer.close());

const TEXTS = { ...HOSTILE_TEXTS, ...WITHOUT_GLYPH, ...UNSTORABLE_TEXTS, ENDLESS_TEXT, ENDLESS_WORDS };
const CARDS = { English: makeCard({ balance: '900.00' }), Japanese: makeJpCard() };
type Language = keyof typeof CARDS;

/** The card with a text wherever it has one that comes from somebody. */
function drawn(language: Language, text: string): Promise<string> {
  const card = CARDS[language];
  const lines = card.lines.map((line) => ({ ...line, name: text }));
  return renderer.renderCardSvg({ ...card, number: text, customerName: text, displayStatus: 'paid', lines });
}

const headOf = (svg: string): string => svg.slice(0, svg.indexOf('>'));
const shapesOf = (svg: string): string[] => svg.match(/<(?:path|rect|circle|image)\b[^>]*>/g) ?? [];

/** How far a shape reaches to the right, and from top to bottom. */
function extentOf(shape: string): { right: number; top: number; bottom: number } {
  const outline = / d="([^"]*)"/.exec(shape)?.[1] ?? '';
  const points = [...outline.matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const heights = points.map(([, y]) => y ?? 0);
  return {
    right: Math.max(...points.map(([x]) => x ?? 0)),
    top: Math.min(...heights),
    bottom: Math.max(...heights),
  };
}

/** Left of the amounts, above the totals, and in one line of the tallest of the texts, the number. */
const NAMES_RIGHT = 490;
const NAMES_BOTTOM = 325;
const LINE_HEIGHT = 28;

it.each(Object.keys(CARDS) as Language[])(
  'a card of hostile texts in %s has its size, every amount where it was, and each name in one line beside it',
  async (language) => {
    const plain = await drawn(language, 'Plain');
    const other = new Set(shapesOf(await drawn(language, 'Another')));
    const fixed = shapesOf(plain).filter((shape) => other.has(shape));
    expect(fixed.length).toBeGreaterThan(30);
    for (const [name, text] of Object.entries(TEXTS)) {
      const svg = await drawn(language, text);
      expect([name, headOf(svg)]).toEqual([name, headOf(plain)]);
      const shapes = shapesOf(svg);
      expect([name, fixed.filter((shape) => !shapes.includes(shape))]).toEqual([name, []]);
      const known = new Set(fixed);
      const astray = shapes
        .filter((shape) => !known.has(shape))
        .map(extentOf)
        .filter(
          ({ right, top, bottom }) =>
            right > NAMES_RIGHT || bottom > NAMES_BOTTOM || bottom - top > LINE_HEIGHT,
        );
      expect([name, astray]).toEqual([name, []]);
    }
  },
);

it('is a picture of twice the size whatever its names are', async () => {
  for (const name of ['html', 'zalgo', 'arabic', 'longest', 'secondHalf', 'ENDLESS_WORDS'] as const) {
    const text = TEXTS[name];
    const png = Buffer.from(await renderer.renderCardPng(makeCard({ customerName: text })));
    expect([name, png.readUInt32BE(16), png.length < 200_000]).toEqual([name, 1280, true]);
  }
});
