import type { CanonicalContract } from '../canonical/contract.ts';
import { type CurrencyCode, currencyDigits } from '../money/currency.ts';
import { minorToText } from '../money/minor-to-text.ts';
import type { RoundingMode } from '../money/rounding.ts';
import { errorFinding, type Finding } from '../validation/finding.ts';
import type { Charge } from './charge.ts';
import { exactMinor } from './exact-minor.ts';
import { targetMinor } from './target-minor.ts';

/** A contract with a limit, and how its money is rounded. */
export type LimitedBilling = { contract: CanonicalContract; currency: CurrencyCode; rounding: RoundingMode };

/**
 * An error finding, which parks the contract, when its charges come to more than may be billed in all; what was credited
 * of them for others to bill counts against neither.
 */
export function checkNotToExceed(
  { contract: { notToExceed }, currency, rounding }: LimitedBilling,
  charges: readonly Charge[],
  creditedMinor = 0n,
): Finding[] {
  if (notToExceed === undefined) return [];
  const limit = exactMinor(notToExceed, currency);
  if (!limit.ok) {
    return [
      errorFinding(
        'contract.limit_unreadable',
        '/notToExceed',
        limit.reason,
        `契約の上限額を読み取れません：${notToExceed}`,
      ),
    ];
  }
  const sumMinor = sumOf(charges, rounding) - creditedMinor;
  if (sumMinor <= limit.value) return [];
  const sum = `${minorToText(sumMinor, currencyDigits(currency))} ${currency}`;
  return [
    errorFinding(
      'contract.not_to_exceed',
      '/notToExceed',
      `The charges come to ${sum}, more than the limit of ${notToExceed}.`,
      `請求の合計${sum}が契約の上限額${notToExceed}を超えています。`,
    ),
  ];
}

/** Whether its charges come to all that may be billed in all; false where no limit is agreed. */
export function isAtLimit(
  { contract: { notToExceed }, currency, rounding }: LimitedBilling,
  charges: readonly Charge[],
): boolean {
  if (notToExceed === undefined) return false;
  const limit = exactMinor(notToExceed, currency);
  return limit.ok && sumOf(charges, rounding) >= limit.value;
}

const sumOf = (charges: readonly Charge[], rounding: RoundingMode): bigint =>
  charges.reduce((sum, charge) => sum + targetMinor(charge, rounding), 0n);
