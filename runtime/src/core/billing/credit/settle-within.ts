import type { DocumentAllowanceCharge, DocumentLine, TaxRow } from '../../invoice/document.ts';
import { currencyDigits } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { largerOf } from '../../money/larger-of.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import type { Ratio } from '../../money/ratio.ts';
import { smallerOf } from '../../money/smaller-of.ts';
import { creditedPart, leftParts, type PartlyCredited, shareOfGroup } from './credit-parts.ts';
import { minorOf } from './minor-of.ts';
import { roundings, type Span, within } from './nearest-share.ts';
import { netsOf } from './nets-of.ts';
import { remainingOfLine, statedOf } from './remaining-of-line.ts';
import { sumMinor } from './sum-minor.ts';
import { taxGroupOf, taxGroupOfRow } from './tax-group.ts';

/** The lines, allowances and charges of a note without their tax, in amounts below zero. */
export type SettledWithin = {
  lines: DocumentLine[];
  allowances: DocumentAllowanceCharge[];
  charges: DocumentAllowanceCharge[];
};

/**
 * Of an invoice whose prices include the tax, what lines, allowances and charges of a note are without it, so that they
 * add up to the bases of its tax rows (BT-116, BT-131). The lines of each rate are held near their gross without the tax,
 * in this note and in what it leaves; allowances and charges take up what is between these and the base, by about the share
 * of them that goes back. What exhausts a rate takes all that is left of them.
 */
export function settleWithin(input: PartlyCredited, taxRows: readonly TaxRow[]): SettledWithin {
  const nets = new Map<number, bigint>();
  const settled = taxRows.map((row) => settleRow(row, input, nets));
  const digits = currencyDigits(input.currency);
  return {
    lines: input.lines.map((line) => ({
      ...line,
      netAmount: minorToText(-(nets.get(line.position) ?? 0n), digits),
    })),
    allowances: settled.flatMap(({ allowances }) => allowances),
    charges: settled.flatMap(({ charges }) => charges),
  };
}

function settleRow(
  row: TaxRow,
  input: PartlyCredited,
  nets: Map<number, bigint>,
): Omit<SettledWithin, 'lines'> {
  const { lines, currency } = input;
  const group = taxGroupOfRow(row);
  const own = lines.filter((line) => taxGroupOf(line) === group);
  const grosses = own.map((line) => -minorOf(statedOf(line), currency));
  const baseMinor = -minorOf(row.base, currency);
  const parts = partsOf(group, input);
  const deducted = deductedMinor(row, input, { grosses, baseMinor, parts });
  netsOf(grosses, baseMinor + deducted, row.ratePercent).forEach((net, at) => {
    nets.set(own[at]?.position ?? 0, net);
  });
  const taken = spreadOver(parts, deducted);
  const ofKind = (sign: bigint): DocumentAllowanceCharge[] =>
    parts.flatMap((part, at) =>
      part.sign === sign ? creditedPart(part.part, taken[at] ?? 0n, currency) : [],
    );
  return { allowances: ofKind(1n), charges: ofKind(-1n) };
}

/** An allowance (1) or a charge (-1), what is left of it, and about what share of that goes back. */
type OpenPart = { part: DocumentAllowanceCharge; sign: bigint; leftMinor: bigint; wantedMinor: bigint };

function partsOf(group: string, input: PartlyCredited): OpenPart[] {
  const open = (kind: 'allowances' | 'charges', sign: bigint): OpenPart[] =>
    leftParts(kind, group, input).map(({ part, leftMinor }) => ({
      ...{ part, sign, leftMinor },
      wantedMinor: shareOfGroup(leftMinor, group, input),
    }));
  return [...open('allowances', 1n), ...open('charges', -1n)];
}

type OpenRow = { grosses: readonly bigint[]; baseMinor: bigint; parts: readonly OpenPart[] };

/** Allowances less charges that go back with a base; nothing where the rate has none. */
function deductedMinor(row: TaxRow, input: PartlyCredited, { grosses, baseMinor, parts }: OpenRow): bigint {
  if (parts.length === 0) return 0n;
  const leftMinor = sumMinor(parts.map(({ sign, leftMinor: left }) => sign * left));
  const rests = restsOf(row, input);
  if (baseMinor === leftBaseOf(row, input) && sumMinor(rests) === 0n) return leftMinor;
  const own = spanOf(grosses, row);
  const ofRest = spanOf(rests, row);
  const leftOfLines = leftBaseOf(row, input) + leftMinor;
  const span = {
    low: largerOf(own.low, leftOfLines - ofRest.high),
    high: smallerOf(own.high, leftOfLines - ofRest.low),
  };
  const wanted = baseMinor + sumMinor(parts.map(({ sign, wantedMinor }) => sign * wantedMinor));
  const deducted = within(wanted, span.low > span.high ? own : span) - baseMinor;
  const most = (ofSign: bigint): bigint =>
    sumMinor(parts.map(({ sign, leftMinor: left }) => (sign === ofSign ? left : 0n)));
  return within(deducted, { low: -most(-1n), high: most(1n) });
}

/** The shares that parts want, moved by what is missing to the sum; none goes below zero or above what is left of it. */
function spreadOver(parts: readonly OpenPart[], deducted: bigint): bigint[] {
  let missing = deducted - sumMinor(parts.map(({ sign, wantedMinor }) => sign * wantedMinor));
  return parts.map(({ sign, leftMinor, wantedMinor }) => {
    const taken = within(wantedMinor + sign * missing, { low: 0n, high: leftMinor });
    missing -= sign * (taken - wantedMinor);
    return taken;
  });
}

function leftBaseOf(row: TaxRow, { original, earlier, currency }: PartlyCredited): bigint {
  const rows = [original, ...earlier].flatMap(({ taxRows }) =>
    taxRows.filter((each) => taxGroupOfRow(each) === taxGroupOfRow(row)),
  );
  return sumMinor(rows.map(({ base }) => minorOf(base, currency)));
}

/** What each line of the rate still has with its tax once the note has taken its part. */
function restsOf(row: TaxRow, { original, earlier, lines, currency }: PartlyCredited): bigint[] {
  return original.lines
    .filter((line) => taxGroupOf(line) === taxGroupOfRow(row))
    .map((line) => {
      const now = lines
        .filter(({ credits }) => credits?.position === line.position)
        .map((taken) => minorOf(statedOf(taken), currency));
      return remainingOfLine(line, earlier, currency).amountMinor + sumMinor(now);
    });
}

/** The least and the most that amounts come to without their tax, each rounded down or up. */
function spanOf(grosses: readonly bigint[], row: TaxRow): Span {
  const { numerator, denominator } = decimalToRatio(decimalOf(row.ratePercent));
  const hundred = denominator * 100n;
  const each = grosses.map(
    (gross): Ratio => ({
      numerator: gross * hundred,
      denominator: hundred + numerator,
    }),
  );
  return {
    low: sumMinor(each.map((net) => roundings(net).low)),
    high: sumMinor(each.map((net) => roundings(net).high)),
  };
}
