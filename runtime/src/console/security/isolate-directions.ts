import { boundMarks } from '../../core/bound-marks.ts';
import { isolateRuns } from '../../core/isolate-runs.ts';

/**
 * Text of people that runs from right to left, and marks that turn the direction around, would move what stands beside
 * them: `אב 500.00 USD` shows the amount before the name, and an override mark reverses its digits (Unicode Standard
 * Annex #9; Technical Report 36, section 2.5). Every page goes through here, so that no page can forget it.
 */

const TO_MEND =
  /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]|\p{M}{7}/u;

/** Marks that only nudge: nothing is lost without them, since the browser finds the direction of each run itself. */
const NUDGES = /[\u061c\u200e\u200f]/g;

/** Marks that embed, override or isolate: shown as what they are, characters with no place in a name. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const TURN_SHOWN = '\ufffd';

/** Tags, and elements whose text is sent back or read by a program: what a page holds beside text that is shown. */
const NOT_SHOWN = /<(textarea|option|script|style)\b[^>]*>[\s\S]*?<\/\1>|<[^>]*>/g;

/** The HTML of a page or a part of one, in which no shown text moves or paints over what is beside it. */
export function isolateDirections(html: string): string {
  if (!TO_MEND.test(html)) return html;
  const shown: string[] = [];
  let end = 0;
  // Our pages write `>` in text and attributes as an entity, so a tag ends where it seems to.
  for (const match of html.matchAll(NOT_SHOWN)) {
    shown.push(isolate(html.slice(end, match.index)), match[0]);
    end = match.index + match[0].length;
  }
  shown.push(isolate(html.slice(end)));
  return shown.join('');
}

const isolate = (text: string): string =>
  isolateRuns(boundMarks(text).replaceAll(NUDGES, '').replaceAll(TURNS, TURN_SHOWN));
