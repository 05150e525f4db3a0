import { z } from 'zod';
import { ok } from '../../result.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

/** The value filled up in front to `length` characters, with 0 unless said; a longer one stays. */
export const padStart: Transform = defineTransform(
  z.strictObject({ length: z.int().min(1).max(200), with: z.string().length(1).default('0') }),
  ({ length, with: filler }) => ok(onText((text) => ok(text.padStart(length, filler)))),
);
