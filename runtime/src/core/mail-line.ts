const LINE_MAX_CHARS = 200;

/** Line ends and controls, each run of them a blank. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** Marks that would turn an amount behind a name around (Unicode Standard Annex #9). */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text of somebody as a part of a subject or the name of an address: one line, of at most 200 characters unless told. */
export const mailLine = (text: string, charsMax = LINE_MAX_CHARS): string =>
  text.replaceAll(BREAKS, ' ').replaceAll(TURNS, '').trim().slice(0, charsMax).toWellFormed();
