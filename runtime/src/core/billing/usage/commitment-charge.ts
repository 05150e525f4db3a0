import Big from 'big.js';
import type { UsageItem } from '../../canonical/contract-subscription.ts';
import { addDays } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { minorToDecimal } from '../../money/minor-to-decimal.ts';
import { multiplyRatios } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import type { Charge, Share } from '../charge.ts';
import { describeCommitment } from './describe-usage.ts';

/** The terms that a true-up is computed by. */
type Terms = { item: UsageItem; currency: CurrencyCode; rounding: RoundingMode };

/**
 * What a period's usage leaves of the minimum that was agreed (true-up), zero when it was reached. The minimum of a
 * partial period is its share, rounded once, before the usage comes off (Lago `spending_minimum`).
 */
export function commitmentCharge(
  { item, currency, rounding }: Terms,
  period: Period & { share: Share | null },
  { committed, usedMinor }: { committed: Big; usedMinor: bigint },
): Charge {
  const whole = decimalToRatio(committed);
  const { numerator, denominator } = period.share === null ? whole : multiplyRatios(whole, period.share);
  const committedMinor = roundRatio(
    numerator * 10n ** BigInt(currencyDigits(currency)),
    denominator,
    rounding,
  );
  const fullMinor = committedMinor > usedMinor ? committedMinor - usedMinor : 0n;
  return {
    key: `commitment:${item.key}:${period.from}`,
    kind: 'minimum_commitment',
    sku: item.sku,
    description: describeCommitment(committedMinor, usedMinor, currency),
    quantity: new Big(1),
    unitPrice: minorToDecimal(fullMinor, currency),
    fullMinor,
    unused: null,
    period: { from: period.from, to: period.to },
    invoiceOn: addDays(period.to, 1),
    evidence: [],
  };
}
