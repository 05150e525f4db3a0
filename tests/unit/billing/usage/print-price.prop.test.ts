import Big from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printPrice } from '../../../../runtime/src/core/billing/usage/print-price.ts';
import type { Pricing } from '../../../../runtime/src/core/canonical/contract-subscription.ts';
import { decimalToText } from '../../../../runtime/src/core/money/decimal-to-text.ts';
import { roundToMinor } from '../../../../runtime/src/core/money/round-to-minor.ts';
import { ROUNDING_MODES } from '../../../../runtime/src/core/money/rounding.ts';
import { currencyOf } from '../../money/currency-of.ts';
import { priceOf } from '../pricing/price-of.ts';

const decimals = fc
  .integer({ min: 0, max: 1_000_000 })
  .map((whole) => decimalToText(new Big(whole).div(10_000)));

const pricings: fc.Arbitrary<Pricing> = fc.tuple(decimals, decimals, decimals).chain(([one, two, fee]) => {
  const tiers = [
    { upTo: '10', unitPrice: one },
    { upTo: null, unitPrice: two, flatFee: fee },
  ];
  return fc.constantFrom<Pricing>(
    { model: 'standard', unitPrice: one },
    { model: 'graduated', tiers },
    { model: 'volume', tiers },
    { model: 'package', size: '7', packagePrice: one },
    { model: 'percentage', ratePercent: one, feePerEvent: fee },
  );
});

const units = fc.record({
  numerator: fc.bigInt({ min: 0n, max: 10n ** 8n }),
  denominator: fc.constantFrom(1n, 10n, 10_000n, 86_400n, 7n),
});

test('quantity times unit price, rounded by the same mode, is the amount, by every pricing and in every currency', () => {
  fc.assert(
    fc.property(
      pricings,
      units,
      fc.constantFrom(...ROUNDING_MODES),
      fc.constantFrom('JPY', 'EUR', 'KWD'),
      (pricing, quantity, rounding, code) => {
        const currency = currencyOf(code);
        const priced = priceOf(pricing, quantity, { rounding, currency, events: 3 });
        const printed = printPrice(priced, pricing.model, currency);
        expect(roundToMinor(printed.quantity.times(printed.unitPrice), currency, rounding)).toBe(
          priced.amountMinor,
        );
      },
    ),
  );
});
