import { z } from 'zod';
import { ok } from '../../result.ts';
import { boundText } from './bound-text.ts';
import { textsOf } from './texts-of.ts';
import { defineTransform, onList, type Transform } from './transform.ts';

/** One text of a list of texts exactly as they are, `separator` (nothing unless said) between; `join` trims and skips. */
export const concat: Transform = defineTransform(
  z.strictObject({ separator: z.string().max(20).default('') }),
  ({ separator }) =>
    ok(
      onList((list) => {
        const texts = textsOf(list);
        return texts.ok ? boundText(texts.value.join(separator)) : texts;
      }),
    ),
);
