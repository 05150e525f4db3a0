import { z } from 'zod';
import { ok } from '../../result.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

const Position = z.int().min(-20_000).max(20_000);

/** The characters `from` (counted from 0) up to, without, `to`; negative ones count from the end. 𠮷 is one character. */
export const slice: Transform = defineTransform(
  z.strictObject({ from: Position.default(0), to: Position.optional() }),
  ({ from, to }) => ok(onText((text) => ok([...text].slice(from, to).join('')))),
);
