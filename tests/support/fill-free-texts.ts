import { isJsonObject, type JsonObject, type JsonValue } from '../../runtime/src/core/json.ts';
import { z } from './zod.ts';

/** Says what is written at a place: its JSON pointer, with `-` for every index, the most that it takes, and what is there. */
export type TextAt = (pointer: string, maxChars: number, given: string) => string;

/** A text without a bound of its own is bounded by what wrote it. A guess at the longest. */
const UNBOUNDED_MAX_CHARS = 200;

/** Which members are written: all that the schema knows, or those that the value has. */
type Reach = 'all' | 'given';

/** Of a pattern or a format the schemas have: something that it takes. */
const BY_FORM: readonly [form: RegExp, text: string][] = [
  [/^email$/, 'somebody@people.example'],
  [/^date$/, '2026-11-20'],
  [/^date-time$/, '2026-11-20T09:00:00Z'],
  [/A-Z\]\{3\}/, 'JPY'],
  [/A-Z\]\{2\}/, 'US'],
  [/A-Z\]\{2,4\}|0-9\]\{4\}/, '0088:7300010000001'],
  [/\[1-9\]\[0-9\]/, '1'],
];

/**
 * The value with every free text that its schema allows, optional ones too, written by `textAt`, so that a new field of the
 * schema is not forgotten. What is no free text stays as it is in the value, and is made up where the value has none.
 */
export function fillFreeTexts<Value>(schema: z.ZodType<Value>, value: Value, textAt: TextAt): Value {
  return write(schema, value, textAt, 'all');
}

/** The value with those free texts that it has written by `textAt`; nothing is added to it. */
export function replaceFreeTexts<Value>(schema: z.ZodType<Value>, value: Value, textAt: TextAt): Value {
  return write(schema, value, textAt, 'given');
}

function write<Value>(schema: z.ZodType<Value>, value: Value, textAt: TextAt, reach: Reach): Value {
  const given = JSON.parse(JSON.stringify(value)) as JsonValue;
  return schema.parse(fill(describe(schema), given, '', { textAt, reach }));
}

/** To describe a schema takes longer than to fill a value of it. */
const described = new WeakMap<z.ZodType, JsonObject>();

function describe(schema: z.ZodType): JsonObject {
  const known = described.get(schema) ?? (JSON.parse(JSON.stringify(z.toJSONSchema(schema))) as JsonObject);
  described.set(schema, known);
  return known;
}

type Filling = { textAt: TextAt; reach: Reach };

function fill(
  schema: JsonObject,
  given: JsonValue | undefined,
  pointer: string,
  filling: Filling,
): JsonValue {
  const choices = schema['anyOf'];
  if (Array.isArray(choices)) {
    if (given === null) return null;
    const choice = choices.find((each) => isJsonObject(each) && each['type'] !== 'null');
    return fill(choice as JsonObject, given, pointer, filling);
  }
  if (schema['type'] === 'object') {
    const members = Object.entries((schema['properties'] ?? {}) as JsonObject).filter(
      ([name]) => filling.reach === 'all' || (isJsonObject(given) && given[name] !== undefined),
    );
    return Object.fromEntries(
      members.map(([name, member]) => [
        name,
        fill(
          member as JsonObject,
          isJsonObject(given) ? given[name] : undefined,
          `${pointer}/${name}`,
          filling,
        ),
      ]),
    );
  }
  if (schema['type'] === 'array') {
    const isMadeUp = filling.reach === 'all' && !(Array.isArray(given) && given.length > 0);
    const items = isMadeUp || !Array.isArray(given) ? [undefined] : given;
    return items.map((item) => fill(schema['items'] as JsonObject, item, `${pointer}/-`, filling));
  }
  const form = schema['format'] ?? schema['pattern'];
  if (schema['type'] === 'string' && form === undefined && !('enum' in schema) && !('const' in schema))
    return filling.textAt(pointer, Number(schema['maxLength'] ?? UNBOUNDED_MAX_CHARS), String(given ?? ''));
  if (given !== undefined) return given;
  if ('const' in schema) return schema['const'] as JsonValue;
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as JsonValue;
  if (schema['type'] === 'integer') return 1;
  const text = BY_FORM.find(([known]) => known.test(String(form)))?.[1];
  if (text === undefined) throw new Error(`${pointer}: nothing is known that ${String(form)} takes`);
  return text;
}
