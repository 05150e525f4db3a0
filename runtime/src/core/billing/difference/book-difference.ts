import { assert } from '../../assert.ts';
import { compareDates } from '../../civil-date.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import type { BookedCharge, Charge } from '../charge.ts';
import { onePiece } from '../print-amount.ts';
import { targetMinor } from '../target-minor.ts';
import { afterClosing, type ClosedPeriods } from './after-closing.ts';
import type { DifferenceLine } from './difference-line.ts';
import { differenceMinor } from './difference-minor.ts';
import { correctionOf, creditOf, type DifferenceText, removalOf } from './difference-text.ts';
import { usedPeriod } from './used-period.ts';

/** What should be booked by a day, and what is. */
export type BookDifferenceInput = {
  /** All charges by `asOf`, each key once. */
  charges: readonly Charge[];
  /** All that is booked of the contract, each key once. */
  booked: readonly BookedCharge[];
  asOf: string;
  currency: CurrencyCode;
  /** Rounds what is not used of a charge. */
  rounding: RoundingMode;
  /** Of what is billed together at a closing day; absent for a contract that is billed on its own. */
  closed?: ClosedPeriods;
};

/**
 * The lines that bring what is booked to what is charged, in the order of the charges; none when it is there already.
 * What is booked under a key that is charged no longer is credited, unless it falls due after `asOf`.
 * What is found after its period was closed falls due with the next one.
 */
export function bookDifference(input: BookDifferenceInput): DifferenceLine[] {
  const bookedByKey = new Map(input.booked.map((booked) => [booked.key, booked]));
  const chargedKeys = new Set(input.charges.map(({ key }) => key));
  assert(bookedByKey.size === input.booked.length, 'a key is booked once');
  assert(chargedKeys.size === input.charges.length, 'a key is charged once');
  const lines: DifferenceLine[] = [];
  for (const charge of input.charges) {
    const booked = bookedByKey.get(charge.key);
    if (booked === undefined) lines.push(firstLine(input, charge));
    else if (isDifferent(input, charge, booked)) lines.push(changedLine(input, charge, booked));
  }
  for (const booked of input.booked) {
    if (!chargedKeys.has(booked.key)) lines.push(removedLine(input, booked));
  }
  const isDue = ({ invoiceOn }: DifferenceLine): boolean => compareDates(invoiceOn, input.asOf) <= 0;
  return dueTogether(lines.filter((line) => line.amountMinor !== 0n && isDue(line)))
    .map((line) => afterClosing(line, input.closed))
    .filter(isDue);
}

/**
 * What is charged more than before is due on one day, the latest of those it was due on: a price that is mended for many
 * periods is one invoice. No day is taken from the day of the run, or drafts would change with each.
 */
function dueTogether(lines: DifferenceLine[]): DifferenceLine[] {
  const isMore = ({ books, amountMinor }: DifferenceLine) => books === 'difference' && amountMinor > 0n;
  const days = lines.filter(isMore).map(({ invoiceOn }) => invoiceOn);
  const invoiceOn = days.toSorted(compareDates).at(-1);
  return invoiceOn === undefined
    ? lines
    : lines.map((line) => (isMore(line) ? { ...line, invoiceOn } : line));
}

function firstLine(input: BookDifferenceInput, charge: Charge): DifferenceLine {
  const { key, kind, sku, description, invoiceOn, evidence } = charge;
  const amountMinor = targetMinor(charge, input.rounding);
  const printed = charge.unused === null ? charge : onePiece(amountMinor, input.currency);
  return {
    ...{ key, kind, sku, description, invoiceOn, evidence, amountMinor },
    ...documentOf(charge),
    // What of them was not used is known as a share of the amount only.
    ...(charge.units === undefined || charge.unused !== null ? {} : { units: charge.units }),
    books: 'full',
    quantity: printed.quantity,
    unitPrice: printed.unitPrice,
    period: usedPeriod(charge),
    reason: null,
  };
}

/** Asked before a line is made: of a contract that runs for years, nearly all is booked as it is. */
const isDifferent = ({ rounding }: BookDifferenceInput, charge: Charge, booked: BookedCharge): boolean =>
  differenceMinor(targetMinor(charge, rounding), booked) !== 0n;

function changedLine(input: BookDifferenceInput, charge: Charge, booked: BookedCharge): DifferenceLine {
  const amountMinor = differenceMinor(targetMinor(charge, input.rounding), booked);
  const text = isCredit(amountMinor, charge) ? creditOf(charge) : correctionOf(charge);
  return differenceLine(input, { ...charge, amountMinor, text });
}

function removedLine(input: BookDifferenceInput, booked: BookedCharge): DifferenceLine {
  const amountMinor = differenceMinor(0n, booked);
  return differenceLine(input, { ...booked, evidence: [], amountMinor, text: removalOf(booked) });
}

const documentOf = ({ document }: Pick<Charge, 'document'>): Pick<DifferenceLine, 'document'> =>
  document === undefined ? {} : { document };

const isCredit = (amountMinor: bigint, { unused, fullMinor }: Charge): boolean =>
  unused !== null && amountMinor < 0n === fullMinor > 0n;

type Changed = Pick<DifferenceLine, 'key' | 'kind' | 'sku' | 'amountMinor' | 'evidence' | 'document'> & {
  text: DifferenceText;
};

function differenceLine(
  { currency }: BookDifferenceInput,
  { key, kind, sku, amountMinor, evidence, text, ...charge }: Changed,
): DifferenceLine {
  const { period, invoiceOn, reason } = text;
  return {
    ...{ key, kind, sku, amountMinor, evidence, period, invoiceOn, reason },
    ...documentOf(charge),
    books: 'difference',
    ...onePiece(amountMinor, currency),
    description: null,
  };
}
