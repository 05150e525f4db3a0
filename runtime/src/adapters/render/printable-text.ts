import { boundMarks } from '../../core/bound-marks.ts';
import { isolateRuns } from '../../core/isolate-runs.ts';
import type { JsonValue } from '../../core/json.ts';

/** Control characters but the line break, and what is no character. */
const CONTROLS = /[\p{Cc}\ufffe\uffff]/gu;

/**
 * What shows nothing by itself: marks that turn the reading direction around, spaces of no width, tags, fillers. Text on
 * paper must be what it looks like (Unicode Technical Report 36, section 2.5). A selector of the form of a Han character
 * stays, as in 葛󠄀城市, and so does the non-joiner, which Persian spells with.
 */
const INVISIBLE =
  /(?<!\p{Script=Han})[\ufe00-\ufe0d\u{e0100}-\u{e01ef}]|(?![\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u200c])\p{Default_Ignorable_Code_Point}/gu;

/**
 * Pictographs say nothing that an invoice must say, and PDF/A refuses a character without a glyph (ISO 19005-3,
 * 6.2.11.4). Letter-like signs such as ™ stay, with or without a variation selector.
 */
const PICTOGRAPHS =
  /(?![©®™])\p{Extended_Pictographic}\ufe0f|\p{Emoji_Presentation}|\p{Emoji_Modifier}|\ufe0e|\ufe0f|\u200d|\u20e3/gu;

/** Text as it goes to paper and pictures: composed, without controls, invisible characters, emoji and endless stacks of marks. */
export function printableText(text: string): string {
  const printable = text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(CONTROLS, (mark) => (mark === '\n' ? mark : ''))
    .replaceAll(PICTOGRAPHS, '')
    .replaceAll(INVISIBLE, '')
    .normalize('NFC')
    .toWellFormed();
  return boundMarks(printable);
}

/** Every text of a JSON value made printable, and harmless to the texts beside it; keys, numbers and the shape stay. */
export function printableJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') return isolateRuns(printableText(value));
  if (Array.isArray(value)) return value.map(printableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printableJson(inner)]));
}
