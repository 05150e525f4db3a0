import { expect, test } from 'vitest';
import { unusedShareAt } from '../../../../runtime/src/core/billing/subscription/unused-share-at.ts';
import { roundRatio } from '../../../../runtime/src/core/money/round-ratio.ts';

const at = (unixSeconds: number) => new Date(unixSeconds * 1000);

test('a change is credited to the second: 3.64 of 10.00, and 96.36 is due (PR-01, Stripe, gist matthewarkin/27bcfdf6)', () => {
  const { numerator, denominator } = unusedShareAt(at(1488568488), {
    from: at(1487030400),
    to: at(1489449600),
  });
  const creditMinor = roundRatio(1000n * numerator, denominator, 'half_up');
  expect(-creditMinor).toBe(-364n);
  expect(10_000n - creditMinor).toBe(9636n);
});

test('halfway through, half is left: 10.00 to 20.00 is 5.00 more (PR-02, Stripe billing/subscriptions/prorations)', () => {
  const { numerator, denominator } = unusedShareAt(at(1_350_000_000), {
    from: at(1_300_000_000),
    to: at(1_400_000_000),
  });
  const credit = roundRatio(1000n * numerator, denominator, 'half_up');
  const debit = roundRatio(2000n * numerator, denominator, 'half_up');
  expect([-credit, debit, debit - credit]).toEqual([-500n, 1000n, 500n]);
});

test('all is left at the first instant and nothing at the end', () => {
  const span = { from: at(100), to: at(200) };
  expect(unusedShareAt(at(100), span)).toEqual({ numerator: 100_000n, denominator: 100_000n });
  expect(unusedShareAt(at(200), span).numerator).toBe(0n);
});

test('an instant outside of the span is our mistake', () => {
  expect(() => unusedShareAt(at(201), { from: at(100), to: at(200) })).toThrow('within the span');
});
