import { printableText } from '../printable-text.ts';

/** Marks that made no letter with the one before: the card's font has none of them, and would draw a box for each. */
const LOOSE_MARKS = /(?![\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u3099\u309a])\p{M}/gu;

/** Text for one line of a picture: printable, without loose marks, every run of white space one blank. */
export const oneLineText = (text: string): string =>
  printableText(text).replaceAll(LOOSE_MARKS, '').replaceAll(/\s+/g, ' ').trim();
