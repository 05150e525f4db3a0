import type { CurrencyCode } from '../../money/currency.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import { parseMoneyText } from '../../money/parse-money-text.ts';
import { smallerOf } from '../../money/smaller-of.ts';
import type { EditFrame } from './edit-frame.ts';

/** By how much an approved invoice may change: a share of its total, and an amount in the entity's currency. */
export type EditTolerance = { ppm: bigint; amountMinor: bigint };

/**
 * The tolerance that an approval entry names, as JSON holds it: what it allowed, what people approved, and what the total
 * is now.
 */
export type KeptWithin = { ppm: number; allowed: string; approvedTotal: string; total: string };

const PPM = 1_000_000n;

/**
 * Whether a change keeps to a tolerance, measured against what people approved and never against an earlier change, so
 * that small changes do not add up. The smaller of share and amount holds, for the total and for what moves between
 * lines. Undefined when it does not, or when an amount cannot be read.
 */
export function keepsWithin(
  tolerance: EditTolerance,
  { approved, edited, currency }: { approved: EditFrame; edited: EditFrame; currency: CurrencyCode },
): KeptWithin | undefined {
  if (approved.hash !== edited.hash || approved.lineNets.length !== edited.lineNets.length) return undefined;
  const was = minorOf(approved.total, currency);
  const is = minorOf(edited.total, currency);
  const moved = sumOfDifferences(approved.lineNets, edited.lineNets, currency);
  if (was === undefined || is === undefined || moved === undefined) return undefined;
  // Rounded down: a tolerance of less than one minor unit allows nothing.
  const allowed = smallerOf((absolute(was) * tolerance.ppm) / PPM, tolerance.amountMinor);
  if (absolute(is - was) > allowed || moved > allowed) return undefined;
  return {
    ppm: Number(tolerance.ppm),
    allowed: moneyToText(money(allowed, currency)),
    approvedTotal: approved.total,
    total: edited.total,
  };
}

function sumOfDifferences(
  before: readonly string[],
  after: readonly string[],
  currency: CurrencyCode,
): bigint | undefined {
  let sumMinor = 0n;
  for (const [place, text] of before.entries()) {
    const was = minorOf(text, currency);
    const is = minorOf(after[place] ?? '', currency);
    if (was === undefined || is === undefined) return undefined;
    sumMinor += absolute(is - was);
  }
  return sumMinor;
}

function minorOf(text: string, currency: CurrencyCode): bigint | undefined {
  const parsed = parseMoneyText(text, currency);
  return parsed.ok ? parsed.value.amountMinor : undefined;
}

const absolute = (amountMinor: bigint): bigint => (amountMinor < 0n ? -amountMinor : amountMinor);
