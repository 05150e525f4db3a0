import type { JsonValue } from './json.ts';
import { toJsonPointer } from './mapping/json-pointer.ts';

/** Why a text is refused, in the words that follow its place. */
export const UNSTORABLE = 'holds a character that cannot be stored (U+0000 or half of a surrogate pair)';

/** False for U+0000, which PostgreSQL takes in no text (manual, 8.3), and for text that has no UTF-8. */
export const isStorableText = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** JSON pointers to the first of the texts and keys that cannot be stored; empty where all can. */
export function unstorablePlaces(value: JsonValue, placesMax = 20): string[] {
  const places: string[] = [];
  visit(value, [], (path) => {
    if (places.length < placesMax) places.push(toJsonPointer(path));
  });
  return places;
}

function visit(
  value: JsonValue,
  path: (string | number)[],
  found: (path: (string | number)[]) => void,
): void {
  if (typeof value === 'string') {
    if (!isStorableText(value)) found(path);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(item, [...path, index], found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      // A key that cannot be stored cannot be written into a pointer either: its object is the place.
      if (!isStorableText(key)) found(path);
      visit(member, [...path, key.toWellFormed().replaceAll('\u0000', '\ufffd')], found);
    }
  }
}
