import { describe, expect, test } from 'vitest';
import { roundRatio } from '../../../runtime/src/core/money/round-ratio.ts';

describe.each([
  // tenths of a unit: [numerator, half_up, half_even, down, up]
  [25n, 3n, 2n, 2n, 3n],
  [35n, 4n, 4n, 3n, 4n],
  [24n, 2n, 2n, 2n, 3n],
  [26n, 3n, 3n, 2n, 3n],
  [20n, 2n, 2n, 2n, 2n],
  [5n, 1n, 0n, 0n, 1n],
  [0n, 0n, 0n, 0n, 0n],
])('%s tenths', (tenths, halfUp, halfEven, down, up) => {
  test('round to the neighbour that each mode names', () => {
    expect(roundRatio(tenths, 10n, 'half_up')).toBe(halfUp);
    expect(roundRatio(tenths, 10n, 'half_even')).toBe(halfEven);
    expect(roundRatio(tenths, 10n, 'down')).toBe(down);
    expect(roundRatio(tenths, 10n, 'up')).toBe(up);
  });

  test('round to the same absolute value when negative', () => {
    expect(roundRatio(-tenths, 10n, 'half_up')).toBe(-halfUp);
    expect(roundRatio(-tenths, 10n, 'half_even')).toBe(-halfEven);
    expect(roundRatio(-tenths, 10n, 'down')).toBe(-down);
    expect(roundRatio(-tenths, 10n, 'up')).toBe(-up);
  });
});

test('tax inside 60,000 yen at 10 % and 40,000 yen at 8 % is as the law rounds it', () => {
  expect(roundRatio(60_000n * 10n, 110n, 'down')).toBe(5_454n);
  expect(roundRatio(40_000n * 8n, 108n, 'down')).toBe(2_962n);
  expect(roundRatio(60_000n * 10n, 110n, 'half_up')).toBe(5_455n);
  expect(roundRatio(40_000n * 8n, 108n, 'half_up')).toBe(2_963n);
});

test.each(['half_up', 'half_even', 'down', 'up'] as const)(
  'tax inside 88,000 yen at 10 %% and 43,200 yen at 8 %% needs no rounding (%s)',
  (mode) => {
    expect(roundRatio(88_000n * 10n, 110n, mode)).toBe(8_000n);
    expect(roundRatio(43_200n * 8n, 108n, mode)).toBe(3_200n);
  },
);

test('a denominator of zero or below is refused as our own mistake', () => {
  expect(() => roundRatio(1n, 0n, 'up')).toThrow('assertion');
  expect(() => roundRatio(1n, -2n, 'up')).toThrow('assertion');
});
