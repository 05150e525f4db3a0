import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkIdentities } from '../../../runtime/src/core/invoice/check-identities.ts';
import { decimalTextOf } from '../../../runtime/src/core/money/decimal-text-of.ts';
import { drafts } from './drafts-arbitrary.ts';
import { computed, type DraftText } from './sample-draft.ts';

test('whatever profile computed it, every identity holds: BR-CO-10 to 17, R120 and R040', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      expect(checkIdentities(computed(draft))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('an allowance without a category is spread over the rates to the last unit', () => {
  fc.assert(
    fc.property(drafts, fc.integer({ min: 1, max: 500 }), (draft, amount) => {
      const lines = draft.lines.map(({ discount: _discount, allowances: _allowances, ...line }) => line);
      const spread = [{ amount: String(amount), reason: 'Coupon' }];
      const document = computed({ ...draft, priceBasis: 'tax_exclusive', lines, allowances: spread });
      const isFree = decimalTextOf(document.totals.lineNet) === '0';
      if (!isFree) expect(decimalTextOf(document.totals.allowances ?? '0')).toBe(String(amount));
      expect(checkIdentities(document)).toEqual([]);
    }),
  );
});

test('the order of the lines changes no total and no tax', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      const forward = computed(draft);
      const backward = computed({ ...draft, lines: draft.lines.toReversed() });
      expect(backward.totals).toEqual(forward.totals);
      expect(backward.taxRows).toEqual(forward.taxRows);
    }),
  );
});

const negated = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);

/** Every quantity and every amount of a draft negated; percentages are of what is negated already. */
function mirrored(draft: DraftText): DraftText {
  const parts = <Part extends { amount?: string | undefined; base?: string | undefined }>(list?: Part[]) =>
    list?.map((part) => ({
      ...part,
      ...(part.amount === undefined ? {} : { amount: negated(part.amount) }),
      ...(part.base === undefined ? {} : { base: negated(part.base) }),
    }));
  return {
    ...draft,
    lines: draft.lines.map((line) => ({
      ...line,
      quantity: negated(line.quantity),
      allowances: parts(line.allowances),
      charges: parts(line.charges),
    })),
    allowances: parts(draft.allowances),
    charges: parts(draft.charges),
  };
}

test('a document of negated quantities mirrors the original to the unit, line by line', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      const [original, mirror] = [computed(draft), computed(mirrored(draft))];
      const plus = (text: string) => decimalTextOf(text);
      const minus = (text: string) => decimalTextOf(negated(text));
      expect(mirror.lines.map((line) => minus(line.netAmount))).toEqual(
        original.lines.map((line) => plus(line.netAmount)),
      );
      expect(mirror.taxRows.map((row) => minus(row.tax))).toEqual(
        original.taxRows.map((row) => plus(row.tax)),
      );
      expect(minus(mirror.totals.payable)).toBe(plus(original.totals.payable));
    }),
  );
});

test('instalments add up to the payable amount', () => {
  const shares = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(drafts, shares, (draft, weights) => {
      const rest = 100_000 - weights.reduce((sum, weight) => sum + weight, 0);
      const instalments = [...weights, rest].map((weight) => ({
        dueDate: '2027-01-31',
        sharePercent: decimalTextOf(`${Math.floor(weight / 1000)}.${String(weight % 1000).padStart(3, '0')}`),
      }));
      const document = computed({ ...draft, instalments });
      const scaled = (text: string) => BigInt(text.replace('.', ''));
      const sum = (document.instalments ?? []).reduce((total, each) => total + scaled(each.amount), 0n);
      expect(sum).toBe(scaled(document.totals.payable));
    }),
  );
});
