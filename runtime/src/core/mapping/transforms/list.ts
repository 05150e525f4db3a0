import { z } from 'zod';
import type { JsonValue } from '../../json.ts';
import { fail, ok } from '../../result.ts';
import { textsOf } from './texts-of.ts';
import { defineTransform, onList, onText, type Transform } from './transform.ts';

const PARTS_MAX = 1000;

/** One text of a list of texts, a blank between them unless `separator` says otherwise. */
export const join: Transform = defineTransform(
  z.strictObject({ separator: z.string().max(20).default(' ') }),
  ({ separator }) =>
    ok(
      onList((list) => {
        const texts = textsOf(list);
        if (!texts.ok) return texts;
        const trimmed = texts.value.map((text) => text.trim());
        return ok(trimmed.filter((text) => text !== '').join(separator));
      }),
    ),
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
