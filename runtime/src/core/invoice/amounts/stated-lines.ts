import { addRatios, type Ratio, ZERO_RATIO } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import { powerOfTen } from '../../money/text-to-ratio.ts';
import type { AmountsInput, AmountsLine } from './amounts-input.ts';
import { partAmount } from './part-amount.ts';
import { roundToTotal } from './round-to-total.ts';

/** A line in the basis of its price, tax in it or not: `stated = gross - allowances + charges`, all minor units. */
export type StatedLine = {
  grossMinor: bigint;
  allowancesMinor: readonly bigint[];
  chargesMinor: readonly bigint[];
  statedMinor: bigint;
  /** The stated amount before its rounding, in minor units; null by the profile `currency`. */
  precise: Ratio | null;
};

/**
 * The lines by PEPPOL-EN16931-R120, in the order given. Gross is rounded once, a percentage is of the rounded gross.
 * By the profile `precise` the unrounded grosses are added up and rounded once per group, and the stated amounts are
 * made to add up to that.
 */
export function statedLines(input: AmountsInput): StatedLine[] {
  const scale = powerOfTen(input.currencyDigits);
  const lines = input.lines.map((line) => statedLine(line, scale, input));
  if (input.rounding.lines === 'precise') addUpByGroup(lines, input);
  return lines;
}

const NONE: readonly bigint[] = [];

function statedLine(line: AmountsLine, scale: bigint, { rounding }: AmountsInput): StatedLine {
  const { quantity, unitPrice, baseQuantity, allowances, charges } = line;
  let numerator = quantity.numerator * unitPrice.numerator * scale;
  let denominator = quantity.denominator * unitPrice.denominator;
  if (baseQuantity !== null) {
    numerator *= baseQuantity.denominator;
    denominator *= baseQuantity.numerator;
  }
  const grossMinor = roundRatio(numerator, denominator, rounding.mode);
  let statedMinor = grossMinor;
  let allowancesMinor = NONE;
  if (allowances.length > 0) {
    allowancesMinor = allowances.map((part) => partAmount(part, grossMinor, rounding.mode));
    for (const amount of allowancesMinor) statedMinor -= amount;
  }
  let chargesMinor = NONE;
  if (charges.length > 0) {
    chargesMinor = charges.map((part) => partAmount(part, grossMinor, rounding.mode));
    for (const amount of chargesMinor) statedMinor += amount;
  }
  const precise =
    rounding.lines === 'precise'
      ? { numerator: numerator + (statedMinor - grossMinor) * denominator, denominator }
      : null;
  return { grossMinor, allowancesMinor, chargesMinor, statedMinor, precise };
}

function addUpByGroup(lines: StatedLine[], { lines: inputs, ratesPercent, rounding }: AmountsInput): void {
  const groups: { line: StatedLine; precise: Ratio }[][] = ratesPercent.map(() => []);
  lines.forEach((line, index) => {
    const group = groups[inputs[index]?.group ?? -1];
    if (line.precise !== null) group?.push({ line, precise: line.precise });
  });
  for (const group of groups) {
    const values = group.map(({ precise }) => precise);
    const sum = values.reduce(addRatios, ZERO_RATIO);
    const rounded = roundToTotal(values, roundRatio(sum.numerator, sum.denominator, rounding.mode));
    group.forEach(({ line }, index) => {
      line.statedMinor = rounded[index] ?? line.statedMinor;
    });
  }
}
