import { expect, test } from 'vitest';
import { checkTiers } from '../../../../runtime/src/core/billing/pricing/check-tiers.ts';
import { Pricing } from '../../../../runtime/src/core/canonical/contract-subscription.ts';

const tiers = (...bounds: (string | null)[]) => bounds.map((upTo) => ({ upTo }));

test('rising bounds with an open last tier are fine', () => {
  expect(checkTiers(tiers('10', '20.5', null))).toEqual([]);
  expect(checkTiers(tiers(null))).toEqual([]);
});

test('each problem names its tier', () => {
  expect(checkTiers(tiers('10', '10', null))).toEqual([
    { pointer: '/1/upTo', reason: "must be greater than the tier's before" },
  ]);
  expect(checkTiers(tiers('0', null))).toEqual([{ pointer: '/0/upTo', reason: 'must be greater than zero' }]);
  expect(checkTiers(tiers(null, '20', null))).toEqual([
    { pointer: '/0/upTo', reason: 'must have a value: only the last tier is open' },
  ]);
  expect(checkTiers(tiers('10', '5'))).toEqual([
    { pointer: '/1/upTo', reason: 'must be null: the last tier is open' },
    { pointer: '/1/upTo', reason: "must be greater than the tier's before" },
  ]);
});

test('bounds are compared as numbers, not as text', () => {
  expect(checkTiers(tiers('9', '10', '1000000000000000', null))).toEqual([]);
});

test.each(['graduated', 'volume'])(
  'a contract with %s tiers that do not rise is refused at the tier',
  (model) => {
    const read = Pricing.safeParse({
      model,
      tiers: [
        { upTo: '20', unitPrice: '1' },
        { upTo: '10', unitPrice: '1' },
        { upTo: null, unitPrice: '1' },
      ],
    });
    expect(read.error?.issues.map(({ path, message }) => [path.join('/'), message])).toEqual([
      ['tiers/1/upTo', "must be greater than the tier's before"],
    ]);
  },
);

test('a package without a size is refused', () => {
  const read = Pricing.safeParse({ model: 'package', size: '0.0', packagePrice: '1' });
  expect(read.error?.issues.map(({ path, message }) => [path.join('/'), message])).toEqual([
    ['size', 'must be greater than zero'],
  ]);
});

test('a price of 400 digits is refused where it stands', () => {
  const read = Pricing.safeParse({ model: 'standard', unitPrice: '9'.repeat(400) });
  expect(read.error?.issues.map(({ path, message }) => [path.join('/'), message])).toEqual([
    ['unitPrice', 'has too many digits'],
  ]);
});
