import { z } from 'zod';
import { ok } from '../../result.ts';
import { boundText } from './bound-text.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

/** The value with `text` in front. */
export const prefix: Transform = defineTransform(
  z.strictObject({ text: z.string().min(1).max(200) }),
  ({ text }) => ok(onText((value) => boundText(`${text}${value}`))),
);
