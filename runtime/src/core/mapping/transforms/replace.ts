import { z } from 'zod';
import { ok } from '../../result.ts';
import { boundText } from './bound-text.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

/** Every occurrence of a plain text (no pattern) replaced by another, taken out when `with` is empty. */
export const replace: Transform = defineTransform(
  z.strictObject({ find: z.string().min(1).max(200), with: z.string().max(200).default('') }),
  ({ find, with: text }) => ok(onText((value) => boundText(value.split(find).join(text)))),
);
