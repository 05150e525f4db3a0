import { fail, ok, type Result } from '../../core/result.ts';

const SOURCE_MAX_CHARS = 256 * 1024;

/**
 * Words by which a template reaches beyond its inputs: other files and packages (which Typst fetches from the
 * network), evaluation of text, and the clock. `std` and `dictionary` are ways to `eval` by another name.
 */
const REFUSED = [
  /\bimport\b/,
  /\binclude\b/,
  /\beval\b/,
  /\bstd\b/,
  /\bdictionary\b/,
  /\bplugin\b/,
  /\bread\b/,
  /\btoday\b/,
] as const;

/** Refuses a template that could load, evaluate or depend on anything but its own inputs. */
export function checkTemplateSource(source: string): Result<string> {
  if (source.length > SOURCE_MAX_CHARS)
    return fail(`The template is longer than ${SOURCE_MAX_CHARS} characters.`);
  for (const word of REFUSED) {
    const found = word.exec(source);
    if (found !== null) return fail(`The template may not use "${found[0]}".`);
  }
  return ok(source);
}
