import type { DocumentAllowanceCharge, DocumentLine, InvoiceDocument } from '../../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { splitByWeight } from '../../money/split-by-weight.ts';
import { minorOf } from './minor-of.ts';
import { remainingOfLine, statedOf } from './remaining-of-line.ts';
import { sumMinor } from './sum-minor.ts';
import { taxGroupOf } from './tax-group.ts';

/** An invoice, its credit notes so far, and the lines of the next one. */
export type PartlyCredited = {
  original: InvoiceDocument;
  earlier: readonly InvoiceDocument[];
  lines: readonly DocumentLine[];
  currency: CurrencyCode;
  mode: RoundingMode;
};

/** What is left of an allowance or a charge of the document, in minor units. */
export type LeftPart = { part: DocumentAllowanceCharge; leftMinor: bigint };

/** The allowances or the charges of one category and rate that are not credited wholly. */
export function leftParts(
  kind: 'allowances' | 'charges',
  group: string,
  { original, earlier, currency }: PartlyCredited,
): LeftPart[] {
  const taken = earlier.flatMap((note) => note[kind] ?? []);
  const own = (original[kind] ?? []).filter((part) => taxGroupOf(part) === group);
  return merged(own, currency)
    .map(({ part, minor }) => ({ part, leftMinor: minor + takenMinor(part, taken, currency) }))
    .filter(({ leftMinor }) => leftMinor > 0n);
}

/**
 * The share of the document's allowances, or of its charges, that goes back with some lines, as amounts below zero. Of
 * what is left of them it is the proportion that the lines are of what is left of their category and rate, split over
 * several by largest remainder (model E3.3); lines that exhaust the group take all that is left.
 */
export function creditParts(
  kind: 'allowances' | 'charges',
  input: PartlyCredited,
): DocumentAllowanceCharge[] {
  const groups = new Set((input.original[kind] ?? []).map(taxGroupOf));
  return [...groups].flatMap((group) => {
    const parts = leftParts(kind, group, input);
    const left = parts.map(({ leftMinor }) => leftMinor);
    const share = shareOfGroup(sumMinor(left), group, input);
    if (share === 0n) return [];
    return splitByWeight(share, left).flatMap((minor, at) => {
      const part = parts[at]?.part;
      return part === undefined ? [] : creditedPart(part, minor, input.currency);
    });
  });
}

/** A part of a note, as an amount below zero; none where nothing is taken back. */
export const creditedPart = (
  part: DocumentAllowanceCharge,
  minor: bigint,
  currency: CurrencyCode,
): DocumentAllowanceCharge[] =>
  minor === 0n ? [] : [{ ...part, amount: minorToText(-minor, currencyDigits(currency)) }];

/**
 * The share of an amount of a category and rate that goes back with the lines, all of it where they exhaust the group. What
 * stands under a rate that no line has goes with the lines of the whole document.
 */
export function shareOfGroup(
  leftMinor: bigint,
  group: string,
  { original, earlier, lines, currency, mode }: PartlyCredited,
): bigint {
  const own = original.lines.filter((line) => taxGroupOf(line) === group);
  const carriers = own.length > 0 ? own : original.lines;
  const positions = new Set(carriers.map(({ position }) => position));
  const carriedMinor = sumMinor(carriers.map((line) => remainingOfLine(line, earlier, currency).amountMinor));
  const creditedMinor = sumMinor(
    lines.map((line) =>
      positions.has(line.credits?.position ?? 0) ? -minorOf(statedOf(line), currency) : 0n,
    ),
  );
  if (creditedMinor <= 0n) return 0n;
  return creditedMinor >= carriedMinor
    ? leftMinor
    : roundRatio(leftMinor * creditedMinor, carriedMinor, mode);
}

type Merged = { part: DocumentAllowanceCharge; minor: bigint };

/** Parts that say the same of one group are one. A share is of no percentage, so none is stated. */
function merged(parts: readonly DocumentAllowanceCharge[], currency: CurrencyCode): Merged[] {
  const found: Merged[] = [];
  for (const { percent: _percent, base: _base, ...part } of parts) {
    const minor = minorOf(part.amount, currency);
    const same = found.find((other) => isSamePart(other.part, part));
    if (same === undefined) found.push({ part, minor });
    else same.minor += minor;
  }
  return found;
}

/** What earlier notes took of a part; their amounts are below zero. */
const takenMinor = (
  part: DocumentAllowanceCharge,
  taken: readonly DocumentAllowanceCharge[],
  currency: CurrencyCode,
): bigint =>
  sumMinor(taken.filter((one) => isSamePart(one, part)).map(({ amount }) => minorOf(amount, currency)));

const isSamePart = (one: DocumentAllowanceCharge, other: DocumentAllowanceCharge): boolean =>
  one.reason === other.reason && one.reasonCode === other.reasonCode && taxGroupOf(one) === taxGroupOf(other);
