import { expect, test } from 'vitest';
import { roundRatio } from '../../../../runtime/src/core/money/round-ratio.ts';
import { chargesOf, fullOf, item, used } from './usage-input.ts';

// Lago, spec/scenarios/spending_minimum_spec.rb, which rounds down.
test('of a minimum of 10.00, prorated for 25 of 28 days, usage of 8.00 leaves 0.92', () => {
  const share = { numerator: 25n, denominator: 28n };
  const charges = chargesOf({
    item: { ...item, minimumCommitment: '10.00' },
    periods: [{ from: '2026-02-01', to: '2026-02-25', share }],
    rounding: 'down',
  });
  expect(charges.map(({ key, kind, fullMinor }) => [key, kind, fullMinor])).toEqual([
    ['usage:calls:2026-02-01', 'usage', 800n],
    ['commitment:calls:2026-02-01', 'minimum_commitment', 92n],
  ]);
});

test('of a minimum of 100.00, prorated for 25 of 28 days, usage of 70.00 leaves 19.28 (same source)', () => {
  const [, trueUp] = chargesOf({
    item: { ...item, pricing: { model: 'standard', unitPrice: '70' }, minimumCommitment: '100' },
    periods: [{ from: '2026-02-01', to: '2026-02-25', share: { numerator: 25n, denominator: 28n } }],
    rounding: 'down',
  });
  expect(fullOf(trueUp)).toBe(1_928n);
});

test('the monthly price of that plan for 24 of 31 days is 38.71 (PR-11, same source)', () => {
  const [, trueUp] = chargesOf({
    item: { ...item, minimumCommitment: '50.00' },
    usageByPeriod: new Map([['2023-01-08', used('0', 0)]]),
    periods: [{ from: '2023-01-08', to: '2023-01-31', share: { numerator: 24n, denominator: 31n } }],
  });
  expect(fullOf(trueUp)).toBe(3_871n);
  expect(roundRatio(3_871n * 20n, 100n, 'half_up')).toBe(774n);
});

test('late usage takes from the minimum what it adds to the usage', () => {
  const committed = { ...item, minimumCommitment: '100' };
  const sum = (units: string) =>
    chargesOf({ item: committed, usageByPeriod: new Map([['2026-02-01', used(units)]]) }).map(fullOf);
  expect(sum('10')).toEqual([8_000n, 2_000n]);
  expect(sum('12')).toEqual([9_600n, 400n]);
  expect(sum('13')).toEqual([10_400n, 0n]);
});

test('without usage the whole minimum is due', () => {
  const charges = chargesOf({
    item: { ...item, minimumCommitment: '100' },
    usageByPeriod: new Map([['2026-02-01', used('0', 0)]]),
  });
  expect(charges.map(fullOf)).toEqual([0n, 10_000n]);
});

test('a minimum tells what it was and what was used of it', () => {
  const [, trueUp] = chargesOf({ item: { ...item, minimumCommitment: '1000' } });
  expect(trueUp?.description).toEqual({
    en: 'Minimum of 1,000.00, less usage of 8.00',
    ja: '最低利用料金 1,000.00 と利用額 8.00 の差額',
  });
});
