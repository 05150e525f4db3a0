import { roundRatio } from '../../money/round-ratio.ts';
import type { AmountsInput } from './amounts-input.ts';
import { type StatedLine, statedLines } from './stated-lines.ts';
import { type StatedPart, statedParts } from './stated-parts.ts';
import { taxItems } from './tax-items.ts';

/** A line with its net (BT-131), which is its stated amount unless prices hold the tax. */
export type LineAmounts = StatedLine & { netMinor: bigint };

/** An allowance or a charge of one group with its net (BT-92, BT-99). */
export type PartAmounts = StatedPart & { netMinor: bigint };

/** Taxable base (BT-116) and tax (BT-117) of each group. */
export type GroupAmounts = { baseMinor: bigint; taxMinor: bigint };

/** BG-22 in minor units; BR-CO-10 to 16 hold exactly. */
export type TotalAmounts = {
  lineNet: bigint;
  allowances: bigint;
  charges: bigint;
  taxExclusive: bigint;
  tax: bigint;
  taxInclusive: bigint;
  prepaid: bigint;
  rounding: bigint;
  payable: bigint;
};

/** All amounts of a document in minor units, in the order of the input. */
export type Amounts = {
  lines: LineAmounts[];
  parts: PartAmounts[];
  groups: GroupAmounts[];
  totals: TotalAmounts;
};

/** The amounts, or the places of the document's parts that cannot be spread. */
export type ComputedAmounts = { ok: true; amounts: Amounts } | { ok: false; unspreadable: number[] };

/**
 * The one computation of amounts: every line, allowance, charge, tax group and total of a document, exact in minor
 * units. Every rounding is symmetric in sign, so a document of negated quantities is the mirror of the original.
 */
export function computeAmounts(input: AmountsInput): ComputedAmounts {
  const stated = statedLines(input);
  const groupsMinor = input.ratesPercent.map(() => 0n);
  stated.forEach((line, index) => {
    const group = groupOf(input, index);
    groupsMinor[group] = (groupsMinor[group] ?? 0n) + line.statedMinor;
  });
  const spread = statedParts(input, groupsMinor);
  if (!spread.ok) return spread;
  const lines = stated.map((line) => Object.assign(line, { netMinor: line.statedMinor }));
  const parts = spread.parts.map((part) => ({ ...part, netMinor: part.statedMinor }));
  const groups = taxGroups(input, lines, parts);
  return { ok: true, amounts: { lines, parts, groups, totals: totalsOf(input, lines, parts, groups) } };
}

const groupOf = ({ lines }: AmountsInput, line: number): number => lines[line]?.group ?? 0;

/** Taxes every group and writes the nets that follow into its lines and parts. */
function taxGroups(input: AmountsInput, lines: LineAmounts[], parts: PartAmounts[]): GroupAmounts[] {
  const items: { minor: bigint; settle: (net: bigint) => void }[][] = input.ratesPercent.map(() => []);
  lines.forEach((line, index) => {
    const settle = (net: bigint) => {
      line.netMinor = net;
    };
    items[groupOf(input, index)]?.push({ minor: line.statedMinor, settle });
  });
  for (const part of parts) {
    const sign = part.isCharge ? 1n : -1n;
    const settle = (net: bigint) => {
      part.netMinor = net * sign;
    };
    items[part.group]?.push({ minor: part.statedMinor * sign, settle });
  }
  return items.map((group, index) => {
    const rate = input.ratesPercent[index] ?? { numerator: 0n, denominator: 1n };
    const minors = group.map(({ minor }) => minor);
    const { baseMinor, taxMinor, netsMinor } = taxItems(minors, rate, input.isTaxInclusive, input.rounding);
    group.forEach(({ settle, minor }, place) => {
      settle(netsMinor[place] ?? minor);
    });
    return { baseMinor, taxMinor };
  });
}

function totalsOf(
  { prepaidMinor, rounding }: AmountsInput,
  lines: readonly LineAmounts[],
  parts: readonly PartAmounts[],
  groups: readonly GroupAmounts[],
): TotalAmounts {
  const lineNet = lines.reduce((sum, line) => sum + line.netMinor, 0n);
  const allowances = parts.reduce((sum, part) => (part.isCharge ? sum : sum + part.netMinor), 0n);
  const charges = parts.reduce((sum, part) => (part.isCharge ? sum + part.netMinor : sum), 0n);
  const taxExclusive = lineNet - allowances + charges;
  const tax = groups.reduce((sum, group) => sum + group.taxMinor, 0n);
  const due = taxExclusive + tax - prepaidMinor;
  const step = rounding.payableToMinor;
  const payable = step === null ? due : roundRatio(due, step, rounding.mode) * step;
  return {
    lineNet,
    allowances,
    charges,
    taxExclusive,
    tax,
    taxInclusive: taxExclusive + tax,
    prepaid: prepaidMinor,
    rounding: payable - due,
    payable,
  };
}
