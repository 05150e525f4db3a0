import { z } from 'zod';
import type { JsonValue } from '../../json.ts';
import { fail, ok } from '../../result.ts';
import { TransformCall } from '../definition.ts';
import { defineTransform, onList, type Transform } from './transform.ts';

/** The list with each element transformed. An element that is refused refuses the list, with its position from 0. */
export const map: Transform = defineTransform(
  z.strictObject({ transform: z.array(TransformCall).min(1).max(10) }),
  ({ transform }, { compileInner }) => {
    const inner = compileInner(transform);
    if (!inner.ok) return inner;
    return ok(
      onList((list, source: JsonValue, positions: readonly number[]) => {
        const mapped: JsonValue[] = [];
        for (const [at, element] of list.entries()) {
          const applied = inner.value(element, source, positions);
          if (!applied.ok) return fail(`[${at}] ${applied.reason}`);
          mapped.push(applied.value);
        }
        return ok(mapped);
      }),
    );
  },
);
