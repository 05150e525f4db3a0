import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundRatio } from '../../../runtime/src/core/money/round-ratio.ts';
import { ROUNDING_MODES } from '../../../runtime/src/core/money/rounding.ts';

const numerators = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const denominators = fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.constantFrom(2n, 4n, 10n, 100n));
const modes = fc.constantFrom(...ROUNDING_MODES);
const abs = (value: bigint) => (value < 0n ? -value : value);

test('rounding is symmetric in sign in every mode', () => {
  fc.assert(
    fc.property(numerators, denominators, modes, (numerator, denominator, mode) => {
      expect(roundRatio(-numerator, denominator, mode)).toBe(-roundRatio(numerator, denominator, mode));
    }),
  );
});

test('a rounded value is less than one unit away, on the side that down and up name', () => {
  fc.assert(
    fc.property(numerators, denominators, modes, (numerator, denominator, mode) => {
      const excess = abs(roundRatio(numerator, denominator, mode)) * denominator - abs(numerator);
      expect(abs(excess)).toBeLessThan(denominator);
      if (mode === 'down') expect(excess).toBeLessThanOrEqual(0n);
      if (mode === 'up') expect(excess).toBeGreaterThanOrEqual(0n);
    }),
  );
});

test('both half modes give the nearest unit, and differ only when two are equally near', () => {
  fc.assert(
    fc.property(numerators, denominators, (numerator, denominator) => {
      const halfUp = roundRatio(numerator, denominator, 'half_up');
      const halfEven = roundRatio(numerator, denominator, 'half_even');
      for (const rounded of [halfUp, halfEven]) {
        expect(2n * abs(rounded * denominator - numerator)).toBeLessThanOrEqual(denominator);
      }
      const isTie = 2n * abs(halfUp * denominator - numerator) === denominator;
      if (isTie) {
        expect(halfEven % 2n).toBe(0n);
        expect(abs(halfUp) * denominator).toBeGreaterThan(abs(numerator));
      } else expect(halfEven).toBe(halfUp);
    }),
  );
});

test('a whole number is never changed', () => {
  fc.assert(
    fc.property(numerators, denominators, modes, (whole, denominator, mode) => {
      expect(roundRatio(whole * denominator, denominator, mode)).toBe(whole);
    }),
  );
});
