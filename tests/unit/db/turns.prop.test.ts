import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTurns } from '../../../runtime/src/db/turns.ts';

const ORGANIZATIONS = ['a', 'b', 'c'];
const step = fc.oneof(
  fc.record({ does: fc.constant('add' as const), of: fc.constantFrom(...ORGANIZATIONS) }),
  fc.record({ does: fc.constant('remove' as const), of: fc.constantFrom(...ORGANIZATIONS) }),
  fc.record({ does: fc.constant('next' as const), of: fc.constant('') }),
);

test('what waits comes out once, in the order of its organization, and nobody comes again before all others came', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const turns = createTurns<string>();
      const waiting = new Map<string, string[]>(ORGANIZATIONS.map((of) => [of, []]));
      /** How often others came since an organization began to wait or came itself. */
      const passedOver = new Map<string, string[]>(ORGANIZATIONS.map((of) => [of, []]));
      for (const [index, { does, of }] of steps.entries()) {
        const line = waiting.get(of) ?? [];
        if (does === 'add') {
          if (line.length === 0) passedOver.set(of, []);
          line.push(`${of}${index}`);
          turns.add(of, `${of}${index}`);
        } else if (does === 'remove') {
          const gone = line.pop();
          if (gone !== undefined) turns.remove(of, gone);
        } else {
          const item = turns.next();
          const from = item?.[0] ?? '';
          expect(item).toBe(waiting.get(from)?.shift());
          for (const other of ORGANIZATIONS) {
            if (other === from) passedOver.set(other, []);
            else if ((waiting.get(other) ?? []).length > 0) passedOver.get(other)?.push(from);
            const passed = passedOver.get(other) ?? [];
            expect(new Set(passed).size).toBe(passed.length);
          }
        }
        expect(turns.isEmpty()).toBe([...waiting.values()].every((items) => items.length === 0));
      }
    }),
  );
});

test('there is nothing to take of nothing', () => {
  const turns = createTurns<string>();
  turns.remove('a', 'never');
  expect(turns.next()).toBeUndefined();
});
