import { expect, test } from 'vitest';
import { describeXeroFields } from '../../../../runtime/src/adapters/systems/xero/describe-fields.ts';
import { parsePath } from '../../../../runtime/src/core/mapping/path.ts';

test.each(['payment', 'invoice', 'contact', 'item', 'account'])(
  'every field of a %s has a path that a mapping can spell, once, and none is custom',
  (object) => {
    const fields = describeXeroFields(object);
    const paths = fields.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !parsePath(path).ok)).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
    expect(fields.filter(({ isCustom }) => isCustom)).toEqual([]);
  },
);

test.each(['journal', 'toString', ''])(
  'an object that is not in the table, such as %j, has no fields',
  (object) => {
    expect(describeXeroFields(object)).toEqual([]);
  },
);
