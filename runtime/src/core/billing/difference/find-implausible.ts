import type { CurrencyCode } from '../../money/currency.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import type { Finding } from '../../validation/finding.ts';
import type { DifferenceLine } from './difference-line.ts';
import { sumMinor } from './sum-minor.ts';

/** A run over one contract, and what it may come to. */
export type PlannedRun = {
  lines: readonly DifferenceLine[];
  currency: CurrencyCode;
  /** Net of all that is booked of the contract, adjustments included. */
  bookedMinor: bigint;
  /** The contract's `notToExceed`, null where none is agreed. */
  notToExceedMinor: bigint | null;
  /** What a run usually comes to, null where nothing is known of it. */
  expectedMinor: bigint | null;
  limits: RunLimits;
};

/** Bounds that are guesses of the organization: beyond them somebody looks first. */
export type RunLimits = { linesMax: number; timesExpectedMax: bigint };

/** Why a run is not booked but parked and asked about, empty when it is plausible. */
export function findImplausible(run: PlannedRun): Finding[] {
  const { lines, currency, bookedMinor, notToExceedMinor, expectedMinor, limits } = run;
  const text = (amountMinor: bigint) => `${moneyToText(money(amountMinor, currency))} ${currency}`;
  const findings: Finding[] = [];
  if (lines.length > limits.linesMax) {
    findings.push({
      code: 'billing.too_many_lines',
      pointer: '/lines',
      level: 'error',
      text: {
        en: `The run has ${lines.length} lines, more than ${limits.linesMax}.`,
        ja: `明細が${lines.length}行あり、上限の${limits.linesMax}行を超えています。`,
      },
    });
  }
  const netMinor = sumMinor(lines);
  const totalMinor = bookedMinor + netMinor;
  if (notToExceedMinor !== null && netMinor > 0n && totalMinor > notToExceedMinor) {
    findings.push({
      code: 'billing.beyond_contract',
      pointer: '/notToExceed',
      level: 'error',
      text: {
        en: `The contract would come to ${text(totalMinor)}, more than the ${text(notToExceedMinor)} agreed.`,
        ja: `請求累計が${text(totalMinor)}となり、契約上限の${text(notToExceedMinor)}を超えます。`,
      },
    });
  }
  // Each side by itself: a huge charge and a huge credit are no less strange when they even out.
  const largestMinor = largest(
    sumMinor(lines.filter(({ amountMinor }) => amountMinor > 0n)),
    -sumMinor(lines.filter(({ amountMinor }) => amountMinor < 0n)),
  );
  if (expectedMinor !== null && largestMinor > expectedMinor * limits.timesExpectedMax) {
    findings.push({
      code: 'billing.amount_unexpected',
      pointer: '/lines',
      level: 'error',
      text: {
        en: `The run comes to ${text(largestMinor)}, more than ${limits.timesExpectedMax} times the usual ${text(expectedMinor)}.`,
        ja: `今回の金額${text(largestMinor)}は、通常の${text(expectedMinor)}の${limits.timesExpectedMax}倍を超えています。`,
      },
    });
  }
  return findings;
}

const largest = (left: bigint, right: bigint): bigint => (left > right ? left : right);
