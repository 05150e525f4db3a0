import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../json.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { TransformCall } from '../definition.ts';

/** Turns one value into another, or says in a few words why not ("is no decimal number"). */
export type ApplyValue = (value: JsonValue) => Result<JsonValue>;

/** The same with a view of the record: `positions` are those of the row's `[*]`, outermost first. */
export type Apply = (value: JsonValue, source: JsonValue, positions: readonly number[]) => Result<JsonValue>;

/** Reads another field of the record that a row runs over; undefined when it is not there. */
export type FieldReader = (source: JsonValue, positions: readonly number[]) => JsonValue | undefined;

/** Makes a reader of a source path, or says why the row cannot look there. */
export type OpenField = (path: string) => Result<FieldReader>;

/** What the compiler lends to transforms that need more than their value. */
export type TransformTools = {
  openField: OpenField;
  /** The transforms that run within this one. */
  compileInner(calls: readonly TransformCall[]): Result<Apply>;
};

/** A named transform: given its arguments once, it makes the function that runs per value. */
export type Transform = {
  /** What it takes beside its name. */
  arguments: z.ZodType;
  compile(args: JsonObject, tools: TransformTools): Result<Apply>;
  /** True when it also runs after one that left nothing (null); the others are passed over. */
  takesNothing?: true;
};

/** Makes a transform from a strict schema of its arguments and a builder that gets them parsed. */
export function defineTransform<Args>(
  schema: z.ZodType<Args>,
  build: (args: Args, tools: TransformTools) => Result<Apply>,
): Transform {
  return {
    arguments: schema,
    compile(args, tools) {
      const parsed = schema.safeParse(args);
      if (!parsed.success) {
        return fail(parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; '));
      }
      return build(parsed.data, tools);
    },
  };
}

/** Makes a transform without arguments that works on text; a number or boolean is taken as its text. */
export function defineTextTransform(apply: (text: string) => Result<JsonValue>): Transform {
  return defineTransform(z.strictObject({}), () => ok(onText(apply)));
}

/** Lifts a function of text to a function of any value; lists and objects are refused. */
export function onText(apply: (text: string) => Result<JsonValue>): ApplyValue {
  return (value) => {
    if (typeof value === 'string') return apply(value);
    if (typeof value === 'boolean') return apply(String(value));
    if (typeof value === 'number')
      return Number.isSafeInteger(value)
        ? apply(String(value))
        : fail('is a number with a fraction, not text');
    return fail('is a list or an object, not text');
  };
}

/** Lifts a function of a list to a function of any value; what is no list is refused. */
export function onList<Args extends readonly unknown[]>(
  apply: (list: readonly JsonValue[], ...rest: Args) => Result<JsonValue>,
): (value: JsonValue, ...rest: Args) => Result<JsonValue> {
  return (value, ...rest) => (Array.isArray(value) ? apply(value, ...rest) : fail('is not a list'));
}

const OUTSIDE_ASCII = /[^ -~]/;

/** Unicode NFKC. Most texts of a record are plain ASCII, which stays as it is, and asking ICU costs more than looking. */
export const toNfkc = (text: string): string => (OUTSIDE_ASCII.test(text) ? text.normalize('NFKC') : text);

/** NFKC and trimmed: full-width digits and letters become the plain ones. */
export const normalizeText = (text: string): string => toNfkc(text).trim();
