import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import { compileCondition } from '../compile-condition.ts';
import { hasOneTest, ONE_TEST, ValueTests } from '../definition.ts';
import { bindPath, listPrefixes, parsePath } from '../path.ts';
import { readPlace } from '../read-place.ts';
import { defineTransform, onList, type Transform } from './transform.ts';

/** The elements of a list whose `field` (a path within the element) passes exactly one of equals, in, exists. */
export const filter: Transform = defineTransform(
  z.strictObject({
    where: ValueTests.extend({ field: z.string() }).refine(hasOneTest, ONE_TEST),
  }),
  ({ where }) => {
    const path = parsePath(where.field);
    if (!path.ok) return path;
    if (listPrefixes(path.value).length > 0) return fail('where.field takes no [*]');
    const place = bindPath(path.value, []);
    const test = compileCondition(where);
    return ok(onList((list) => ok(list.filter((element) => test(readPlace(element, place))))));
  },
);
