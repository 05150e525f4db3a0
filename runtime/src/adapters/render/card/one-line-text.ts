import { printableText } from '../printable-text.ts';

/** Text for one line of a picture: printable, every run of white space one blank. */
export const oneLineText = (text: string): string => printableText(text).replaceAll(/\s+/g, ' ').trim();
