import { fail, ok, type Result } from '../../result.ts';

/** Ten times the longest text of a canonical record: what a row may grow its text to on the way. */
const TEXT_LENGTH_MAX = 20_000;

/** The text, unless it has grown beyond what any field holds. */
export function boundText(text: string): Result<string> {
  return text.length > TEXT_LENGTH_MAX ? fail(`is longer than ${TEXT_LENGTH_MAX} characters`) : ok(text);
}
