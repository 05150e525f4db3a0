import { z } from 'zod';
import type { JsonValue } from '../../json.ts';
import { fail, ok } from '../../result.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

const PARTS_MAX = 1000;

/** One text of a list of texts, a blank between them unless `separator` says otherwise. */
export const join: Transform = defineTransform(
  z.strictObject({ separator: z.string().max(20).default(' ') }),
  ({ separator }) =>
    ok((value) => {
      if (!Array.isArray(value)) return fail('is not a list');
      const texts: string[] = [];
      for (const part of value) {
        const text = onText(ok)(part);
        if (!text.ok) return text;
        texts.push(String(text.value).trim());
      }
      return ok(texts.filter((text) => text !== '').join(separator));
    }),
);

/** The parts of a text between separators (`;` unless said), trimmed, empty ones left out. */
export const split: Transform = defineTransform(
  z.strictObject({ separator: z.string().min(1).max(20).default(';') }),
  ({ separator }) =>
    ok(
      onText((text) => {
        const parts: JsonValue[] = text
          .split(separator)
          .map((part) => part.trim())
          .filter((part) => part !== '');
        return parts.length > PARTS_MAX ? fail(`has more than ${PARTS_MAX} parts`) : ok(parts);
      }),
    ),
);
