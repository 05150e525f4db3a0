import { isJsonObject, type JsonValue } from '../json.ts';
import type { Place } from './path.ts';

/** The value at a place, own properties only; undefined when a step is not there. */
export function readPlace(source: JsonValue, place: Place): JsonValue | undefined {
  let here: JsonValue | undefined = source;
  for (const step of place) {
    if (typeof step === 'number') {
      if (!Array.isArray(here)) return undefined;
      here = here[step];
    } else {
      if (!isJsonObject(here) || !Object.hasOwn(here, step)) return undefined;
      here = here[step];
    }
  }
  return here;
}
