import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitByWeight } from '../../../runtime/src/core/money/split-by-weight.ts';
import { settle } from '../../../runtime/src/core/settlement/settle.ts';

const sums = fc
  .record({
    totalMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    weights: fc.array(fc.bigInt({ min: 0n, max: 5n }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ totalMinor, weights }) => {
    const hasWeight = weights.some((weight) => weight > 0n);
    const shares = splitByWeight(totalMinor, hasWeight ? weights : [1n, 0n, 0n, 0n, 0n]);
    const [open = 0n, cashMinor = 0n, creditMinor = 0n, deductionMinor = 0n, lossMinor = 0n] = shares;
    return { open, input: { totalMinor, cashMinor, creditMinor, deductionMinor, lossMinor } };
  });

test('the balance is what no allocation covers, and only zero is settled', () => {
  fc.assert(
    fc.property(sums, ({ open, input }) => {
      const { balanceMinor, status } = settle(input);
      expect(balanceMinor).toBe(open);
      expect(['unpaid', 'partially_paid'].includes(status)).toBe(open > 0n);
    }),
  );
});

test('a settled invoice is written off exactly when there is a loss in it', () => {
  fc.assert(
    fc.property(sums, ({ input }) => {
      const { balanceMinor, status } = settle(input);
      expect(status === 'written_off').toBe(balanceMinor === 0n && input.lossMinor > 0n);
    }),
  );
});
