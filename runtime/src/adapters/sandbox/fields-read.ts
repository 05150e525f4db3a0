import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.ts';

/** Which members of a value are read: all of it, or these, each with what is read of it. */
export type FieldsRead = 'all' | Map<string, FieldsRead>;

/** Names that every object answers to without having them: what they give may depend on every other member. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));
/** Deeper members are given with everything around them; real records are nested less. */
const PATH_MAX = 8;

/** Adds the value at the end of a path of members, which is read as a whole. */
export function addPath(fields: FieldsRead, path: string[], depth = 0): FieldsRead {
  const key = path[depth];
  if (fields === 'all' || key === undefined || INHERITED.has(key) || depth === PATH_MAX) return 'all';
  return fields.set(key, addPath(fields.get(key) ?? new Map(), path, depth + 1));
}

/**
 * The value with only the fields that are read. Whoever reads no others cannot tell the two apart: lists and texts,
 * whose length and methods could be asked for, stay whole.
 */
export function pickFields(value: JsonValue, fields: FieldsRead): JsonValue {
  if (fields === 'all' || !isJsonObject(value)) return value;
  const picked: JsonObject = {};
  for (const [key, inner] of fields) {
    const member = Object.hasOwn(value, key) ? value[key] : undefined;
    if (member !== undefined) picked[key] = pickFields(member, inner);
  }
  return picked;
}
