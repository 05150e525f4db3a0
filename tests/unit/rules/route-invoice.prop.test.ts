import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routeInvoice } from '../../../runtime/src/core/rules/route-invoice.ts';
import { compiledRules } from './compiled-rules.ts';
import { sampleFacts, sampleLine, totalOf } from './sample-invoice.ts';

const CEILING_MINOR = 5_000_000n;
const rules = compiledRules([
  'maxDiscountPpm > 100000 && lineCount > 0',
  'totalMinor > 4000000 && isNewCustomer',
]);
const toText = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
const minor = fc.bigInt({ min: 0n, max: 10_000_000n });

/** Every plain spelling of an amount: with and without zeros behind the point. */
const spellings = (amount: bigint) => {
  const text = toText(amount);
  return [text, text.replace(/0$/, ''), text.replace(/\.?0+$/, '')].filter((spelt) => !spelt.endsWith('.'));
};

test('amounts that are spelt differently (3712.0) route the same', () => {
  const facts = sampleFacts({ totals: totalOf('3712.0') });
  expect(facts).toEqual(sampleFacts({ totals: totalOf('3712') }));
  fc.assert(
    fc.property(minor, (total) => {
      const routes = spellings(total).map((spelt) =>
        routeInvoice(rules, sampleFacts({ totals: totalOf(spelt) })),
      );
      for (const route of routes) expect(route).toEqual(routes[0]);
    }),
  );
});

test('an invoice is approved without a person exactly when it is discounted by at most 10 % and within the ceiling', () => {
  fc.assert(
    fc.property(minor, fc.bigInt({ min: 0n, max: 270_000n }), (total, discountMinor) => {
      const discount = { amount: toText(discountMinor), reason: 'x' };
      const route = routeInvoice(
        rules,
        sampleFacts({ totals: totalOf(toText(total)), lines: [sampleLine({ discount })] }),
      );
      const isFree = total <= CEILING_MINOR && discountMinor * 10n <= 270_000n;
      expect(route.outcome).toBe(isFree ? 'auto_approved' : 'needs_approval');
      expect(route.steps.length > 0).toBe(!isFree);
    }),
  );
});

test('every clause of a rule that matched holds, and the route is the same when it is asked again', () => {
  fc.assert(
    fc.property(minor, fc.boolean(), (total, isNewCustomer) => {
      const facts = { ...sampleFacts({ totals: totalOf(toText(total)) }), isNewCustomer };
      const route = routeInvoice(rules, facts);
      for (const { clauses } of route.matched) {
        expect(clauses).toHaveLength(2);
        expect(clauses.every(({ value }) => value)).toBe(true);
      }
      expect(routeInvoice(rules, facts)).toEqual(route);
    }),
  );
});
