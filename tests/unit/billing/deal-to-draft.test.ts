import { describe, expect, test } from 'vitest';
import { type DealToDraft, dealToDraft } from '../../../runtime/src/core/billing/deal-to-draft.ts';
import type { CanonicalDealLine } from '../../../runtime/src/core/canonical/deal.ts';
import { billingInput } from './billing-input.ts';

const draftOf = (...lines: Partial<CanonicalDealLine>[]): DealToDraft => dealToDraft(billingInput(lines));

const refusalsOf = (drafted: DealToDraft) => (drafted.ok ? [] : drafted.refusals);

describe('a discount in percent', () => {
  test('of six decimals is taken', () => {
    const drafted = draftOf({ discountPercent: '33.333333' });
    expect(drafted.ok && drafted.draft.totals.payable.amountMinor).toBe(800_000n);
  });

  test('with zeros behind its sixth decimal is taken', () => {
    expect(draftOf({ discountPercent: '12.5000000000' }).ok).toBe(true);
  });

  test('of more than six decimals is refused in a sentence, at its line', () => {
    expect(refusalsOf(draftOf({ discountPercent: '33.3333333333' }))).toEqual([
      {
        pointer: '/lines/1',
        code: 'billing.product_unknown',
        reason: expect.stringContaining('33.3333333333 % has more than 6 decimals'),
      },
    ]);
  });
});

describe('an amount that no column can hold', () => {
  test.each([['99999999999999999'], ['-99999999999999999']])(
    'is refused at its line: %s pieces',
    (quantity) => {
      expect(refusalsOf(draftOf({}, { quantity }))).toMatchObject([
        { pointer: '/lines/2', reason: /18 digits/ },
      ]);
    },
  );

  test('is refused when only the lines together come to it', () => {
    const big = { quantity: '600000000000', unitPrice: '10000' };
    expect(draftOf(big).ok).toBe(true);
    expect(refusalsOf(draftOf(big, big))).toMatchObject([{ pointer: '/totals' }]);
  });
});
