const LETTER =
  '(?=\\p{L})[\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}]';
/** A run of such letters with what is between its words, and no digit: a number never becomes part of it. */
const RUN = new RegExp(`${LETTER}(?:[^\\p{N}\\p{Script=Latin}<>&]*${LETTER})?\\p{M}*`, 'gu');

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A text whose runs from right to left stand in isolates, so that they move nothing beside them: without, an Arabic name
 * turns the number after it around (Unicode Standard Annex #9, section 6.3).
 */
export const isolateRuns = (text: string): string =>
  text.replaceAll(RUN, (run) => `${FIRST_STRONG_ISOLATE}${run}${POP_ISOLATE}`);
