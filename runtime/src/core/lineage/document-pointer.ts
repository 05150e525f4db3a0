import { isJsonObject, type JsonValue } from '../json.ts';
import type { Place } from '../mapping/path.ts';
import { fail, ok, type Result } from '../result.ts';

const LENGTH_MAX = 200;

/** Parses a JSON pointer (RFC 6901) whose lists are counted from 0. */
export function parsePointer(pointer: string): Result<Place> {
  if (pointer.length > LENGTH_MAX) return fail(`is longer than ${LENGTH_MAX} characters`);
  if (!pointer.startsWith('/')) return fail('must begin with a slash');
  if (/~(?![01])/.test(pointer)) return fail('holds a tilde that is not ~0 or ~1');
  return ok(
    pointer
      .slice(1)
      .split('/')
      .map((step) =>
        /^(0|[1-9][0-9]{0,5})$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'),
      ),
  );
}

/** The value at a place as text; undefined where there is none, or where there is a list, an object or null. */
export function readValue(source: JsonValue, place: Place): string | undefined {
  let here: JsonValue | undefined = source;
  for (const step of place) {
    if (Array.isArray(here)) here = typeof step === 'number' ? here[step] : undefined;
    else if (isJsonObject(here)) here = Object.hasOwn(here, String(step)) ? here[String(step)] : undefined;
    else return undefined;
  }
  return here === undefined || here === null || typeof here === 'object' ? undefined : String(here);
}
