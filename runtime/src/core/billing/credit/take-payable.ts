import { largerOf } from '../../money/larger-of.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import { smallerOf } from '../../money/smaller-of.ts';
import type { PartlyCredited } from './credit-parts.ts';
import { minorOf } from './minor-of.ts';
import { sumMinor } from './sum-minor.ts';

/** `payable = credited - prepaid + rounding`, in minor units above zero; the rounding has either sign. */
export type TakenPayable = { payable: bigint; prepaid: bigint; rounding: bigint };

/**
 * What of a credited amount, tax included, is payable. A note takes back what was to be paid first, and of what a deposit had
 * paid only the rest. Where the invoice rounds its payable amount (BT-114), all that is credited by now is rounded as the
 * invoice is, less what earlier notes gave back; the note of the rest takes the rest of the rounding too.
 */
export function takePayable(input: PartlyCredited, creditedMinor: bigint): TakenPayable {
  const left = leftTotals(input);
  if (creditedMinor >= left.taxInclusive) return left;
  const dueLeft = left.payable - left.rounding;
  const rounded = roundedPayable(input, creditedMinor, dueLeft);
  if (rounded <= left.payable && creditedMinor <= dueLeft) {
    return { payable: rounded, prepaid: 0n, rounding: rounded - creditedMinor };
  }
  const payable = left.payable;
  const prepaid = smallerOf(largerOf(creditedMinor - dueLeft, 0n), left.prepaid);
  return { payable, prepaid, rounding: payable - creditedMinor + prepaid };
}

/** The amount itself, or what it adds to the rounded payable amount of all that is credited. */
function roundedPayable(
  { original, currency, mode, earlier }: PartlyCredited,
  creditedMinor: bigint,
  dueLeft: bigint,
): bigint {
  const { rounding, totals } = original;
  if (rounding?.payableTo === undefined) return creditedMinor;
  const step = minorOf(rounding.payableTo, currency);
  const dueOfAll = minorOf(totals.payable, currency) - minorOf(totals.rounding ?? '0', currency);
  const givenBack = -sumMinor(earlier.map((note) => minorOf(note.totals.payable, currency)));
  const wanted = roundRatio(dueOfAll - dueLeft + creditedMinor, step, mode) * step - givenBack;
  return largerOf(wanted, 0n);
}

function leftTotals({
  original,
  earlier,
  currency,
}: PartlyCredited): TakenPayable & { taxInclusive: bigint } {
  const left = (name: 'payable' | 'prepaid' | 'rounding' | 'taxInclusive'): bigint =>
    sumMinor([original, ...earlier].map(({ totals }) => minorOf(totals[name] ?? '0', currency)));
  return {
    payable: left('payable'),
    prepaid: left('prepaid'),
    rounding: left('rounding'),
    taxInclusive: left('taxInclusive'),
  };
}
