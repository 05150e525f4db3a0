import { z } from 'zod';
import { ok } from '../../result.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

/** The half-width block from 。 to ﾟ (Unicode, Halfwidth and Fullwidth Forms). */
const HALF_WIDTH = Array.from({ length: 0xff9f - 0xff61 + 1 }, (_none, at) =>
  String.fromCodePoint(0xff61 + at),
);
const VOICED = 'ﾞ';
const SEMI_VOICED = 'ﾟ';

/** Each full-width character that half-width kana can write, a voiced one as two. */
const TO_HALF: ReadonlyMap<string, string> = new Map([
  ...HALF_WIDTH.flatMap((half) => [half, `${half}${VOICED}`, `${half}${SEMI_VOICED}`])
    .map((half): [string, string] => [half.normalize('NFKC'), half])
    .filter(([full]) => full.length === 1),
  ['゛', VOICED],
  ['゜', SEMI_VOICED],
]);

/** Katakana and its punctuation in half width; all else stays. */
export function toHalfWidth(text: string): string {
  return [...text.normalize('NFC')].map((letter) => TO_HALF.get(letter) ?? letter).join('');
}

/** Half-width kana in full width; all else stays. */
export function toFullWidth(text: string): string {
  return text.replaceAll(/[\uff61-\uff9f]+/g, (run) =>
    // A mark without a letter to stand on becomes one of its own, not a combining one.
    run.normalize('NFKC').replaceAll('\u3099', '゛').replaceAll('\u309a', '゜'),
  );
}

/**
 * Katakana and its punctuation in `half` width, as bank transfer files take them, or in `full` width; all
 * else stays. Hiragana and kanji have no half width.
 */
export const kana: Transform = defineTransform(z.strictObject({ to: z.enum(['half', 'full']) }), ({ to }) =>
  ok(onText((text) => ok(to === 'half' ? toHalfWidth(text) : toFullWidth(text)))),
);
