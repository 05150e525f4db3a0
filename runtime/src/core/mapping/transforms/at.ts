import { z } from 'zod';
import { ok } from '../../result.ts';
import { type ApplyValue, defineTransform, onList, type Transform } from './transform.ts';

/** Picks the element at an index, counted from the end when negative; nothing where the list has none there. */
export const pickElement = (index: number): ApplyValue => onList((list) => ok(list.at(index) ?? null));

/** The element of a list at `index`, counted from 0, or from the end when negative; nothing when it has none there. */
export const at: Transform = defineTransform(
  z.strictObject({ index: z.int().min(-10_000).max(10_000) }),
  ({ index }) => ok(pickElement(index)),
);
