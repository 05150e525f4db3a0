/**
 * What a terminal obeys or a reader takes for the end of a line: the control characters C0 and C1 (ECMA-48), the line and
 * paragraph separators, and the marks that turn the direction of what stands beside them (UAX 9).
 */
const ACTING = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A text on one line that does nothing where it is shown: what would act is written as `\uXXXX`. JSON without line ends stays
 * the same value by it.
 */
export const escapeControls = (text: string): string =>
  text.replaceAll(ACTING, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
