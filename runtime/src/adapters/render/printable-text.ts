import { boundMarks } from '../../core/bound-marks.ts';
import type { JsonValue } from '../../core/json.ts';

/**
 * Control characters but the line break, and the marks that turn the reading direction around: text on paper must
 * be what it looks like (Unicode Technical Report 36, section 2.5).
 */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/**
 * Pictographs say nothing that an invoice must say, and PDF/A refuses a character without a glyph (ISO 19005-3,
 * 6.2.11.4). Letter-like signs such as ™ stay, with or without a variation selector.
 */
const PICTOGRAPHS =
  /(?![©®™])\p{Extended_Pictographic}\ufe0f|\p{Emoji_Presentation}|\p{Emoji_Modifier}|\ufe0e|\ufe0f|\u200d|\u20e3/gu;

/** Text as it goes to paper and pictures: composed, without controls, direction marks, emoji and endless stacks of marks. */
export function printableText(text: string): string {
  const printable = text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(INVISIBLE, (mark) => (mark === '\n' ? mark : ''))
    .replaceAll(PICTOGRAPHS, '')
    .normalize('NFC')
    .toWellFormed();
  return boundMarks(printable);
}

/** Every text of a JSON value made printable; keys, numbers and the shape stay. */
export function printableJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') return printableText(value);
  if (Array.isArray(value)) return value.map(printableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printableJson(inner)]));
}
