import Big from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HELPERS } from '../../../runtime/src/core/mapping/helpers/table.ts';
import { ROUNDING_MODES } from '../../../runtime/src/core/money/rounding.ts';

const call = (name: string, ...args: unknown[]): string => {
  const called = HELPERS.get(name)?.call(args);
  if (called?.ok !== true) throw new Error(called?.reason);
  return String(called.value);
};
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat({ max: 8 }))
  .map(([units, places]) => new Big(String(units)).times(new Big(`1e-${places}`)).toFixed());
const mode = fc.constantFrom(...ROUNDING_MODES);

test('what was added is taken away again, and what is multiplied keeps every digit', () => {
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      expect(call('sub', call('add', one, other), other)).toBe(call('add', one, '0'));
      expect(call('mul', one, other)).toBe(new Big(one).times(other).toFixed().replace(/^-0$/, '0'));
    }),
  );
});

test('a quotient lies within one unit of its last place, and exactly where it ends there', () => {
  fc.assert(
    fc.property(decimal, decimal, fc.nat({ max: 10 }), mode, (one, other, places, how) => {
      fc.pre(!new Big(other).eq(0));
      const quotient = new Big(call('div', one, other, places, how));
      const rest = new Big(one).minus(quotient.times(other)).abs();
      expect(rest.lt(new Big(other).abs().times(new Big(`1e-${places}`)))).toBe(true);
      if (rest.eq(0))
        expect(call('div', one, other, places, 'down')).toBe(quotient.toFixed().replace(/^-0$/, '0'));
    }),
  );
});

test('rounding is dividing by one, and symmetric in sign', () => {
  fc.assert(
    fc.property(decimal, fc.nat({ max: 10 }), mode, (value, places, how) => {
      const rounded = call('round', value, places, how);
      expect(call('div', value, '1', places, how)).toBe(rounded);
      expect(call('neg', call('round', call('neg', value), places, how))).toBe(rounded);
    }),
  );
});

test('no helper throws, whatever it gets', () => {
  const args = fc.array(fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string(), decimal, fc.integer()), {
    maxLength: 7,
  });
  fc.assert(
    fc.property(fc.constantFrom(...HELPERS.values()), args, (helper, given) => {
      expect(typeof helper.call(given).ok).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});
