import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import type { InvoiceCard } from '../../../core/invoice/card.ts';
import type { Fonts } from '../load-fonts.ts';
import { CARD_WIDTH_PX, cardElement } from './card-element.ts';

/** Draws invoice cards; text becomes paths, so that a card looks the same without our fonts. */
export type CardDrawer = {
  svg(card: InvoiceCard): Promise<string>;
  /** Twice the size, for dense screens. */
  png(card: InvoiceCard): Promise<Uint8Array>;
};

const ZOOM = 2;
const FONT = 'Noto Sans JP';

/** A drawer with our fonts. */
export function createCardDrawer(fonts: Fonts): CardDrawer {
  const options = {
    width: CARD_WIDTH_PX,
    fonts: [
      { name: FONT, data: fonts.regular, weight: 400, style: 'normal' },
      { name: FONT, data: fonts.bold, weight: 700, style: 'normal' },
    ],
  } as const;
  const svg = (card: InvoiceCard): Promise<string> =>
    satori(cardElement(card), { ...options, fonts: [...options.fonts] });
  return {
    svg,
    png: async (card) => {
      const picture = new Resvg(await svg(card), {
        fitTo: { mode: 'zoom', value: ZOOM },
        font: { loadSystemFonts: false },
      });
      return picture.render().asPng();
    },
  };
}
