import { expect, it } from 'vitest';
import { createIds } from '../../../runtime/src/adapters/system/create-ids.ts';

it('ids sort in the order in which they were made, also within one millisecond', () => {
  const ids = createIds();
  const made = Array.from({ length: 10_000 }, () => ids.next('event'));
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
});
