/**
 * Control characters but tabs and line breaks, and the marks that turn the direction of what follows: a reviewer would
 * read another text than the one that counts (CVE-2021-42574).
 */
const HIDDEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const IS_PLAIN: ReadonlySet<string> = new Set(['\t', '\n', '\r']);

/** Where the first character stands that nobody sees; undefined when there is none. */
export function findHidden(text: string): { start: number; end: number } | undefined {
  for (const { 0: found, index } of text.matchAll(HIDDEN))
    if (!IS_PLAIN.has(found)) return { start: index, end: index + found.length };
  return undefined;
}

/** A literal in which those characters are spelt out. */
export const spellHidden = (literal: string): string =>
  literal.replaceAll(HIDDEN, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
