import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../json.ts';
import { fail, ok, type Result } from '../../result.ts';

/** Turns one value into another, or says in a few words why not ("is no decimal number"). */
export type Apply = (value: JsonValue) => Result<JsonValue>;

/** A named transform: given its arguments once, it makes the function that runs per value. */
export type Transform = { compile(args: JsonObject): Result<Apply> };

/** Makes a transform from a strict schema of its arguments and a builder that gets them parsed. */
export function defineTransform<Args>(
  schema: z.ZodType<Args>,
  build: (args: Args) => Result<Apply>,
): Transform {
  return {
    compile(args) {
      const parsed = schema.safeParse(args);
      if (!parsed.success) {
        return fail(parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; '));
      }
      return build(parsed.data);
    },
  };
}

/** Makes a transform without arguments that works on text; a number or boolean is taken as its text. */
export function defineTextTransform(apply: (text: string) => Result<JsonValue>): Transform {
  return defineTransform(z.strictObject({}), () => ok(onText(apply)));
}

/** Lifts a function of text to a function of any value; lists and objects are refused. */
export function onText(apply: (text: string) => Result<JsonValue>): Apply {
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

/** NFKC and trimmed: full-width digits and letters become the plain ones. */
export const normalizeText = (text: string): string => text.normalize('NFKC').trim();
