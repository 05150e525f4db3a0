import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { parsePointer, readValue } from '../../core/lineage/document-pointer.ts';
import type { Place } from '../../core/mapping/path.ts';

/** The value that a JSON pointer leads to, with its place. Throws `lineage.no_value` where it leads to no single one. */
export function readPointed(source: JsonObject, pointer: string): { place: Place; value: string } {
  const place = parsePointer(pointer);
  if (!place.ok) throw new AppError('lineage.no_value', { detail: `The path ${place.reason}.` });
  const value = readValue(source, place.value);
  if (value === undefined) throw new AppError('lineage.no_value');
  return { place: place.value, value };
}
