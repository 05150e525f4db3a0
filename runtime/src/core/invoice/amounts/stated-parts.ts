import { splitByWeight } from '../../money/split-by-weight.ts';
import type { AmountsInput, DocumentPart } from './amounts-input.ts';
import { partAmount } from './part-amount.ts';

/** An allowance or a charge of one group in the basis of the prices, minor units; `part` is its place in the input. */
export type StatedPart = {
  part: number;
  isCharge: boolean;
  group: number;
  statedMinor: bigint;
  /** What a percentage was taken of; null for an amount, and for a share of what was spread. */
  baseMinor: bigint | null;
};

/** The parts group by group, or the places of those that no proportion spreads: groups of both signs, or of nothing. */
export type StatedParts = { ok: true; parts: StatedPart[] } | { ok: false; unspreadable: number[] };

/** Allowances and charges of the document, given the sum of the stated lines of each group. */
export function statedParts(input: AmountsInput, groupsMinor: readonly bigint[]): StatedParts {
  const parts: StatedPart[] = [];
  const unspreadable: number[] = [];
  input.parts.forEach((part, index) => {
    const stated = part.group === null ? spread(part, input, groupsMinor) : inGroup(part, input, groupsMinor);
    if (stated === null) unspreadable.push(index);
    else for (const each of stated) parts.push({ part: index, isCharge: part.isCharge, ...each });
  });
  return unspreadable.length === 0 ? { ok: true, parts } : { ok: false, unspreadable };
}

type Stated = Omit<StatedPart, 'part' | 'isCharge'>;

function inGroup(
  { part, group }: DocumentPart,
  { rounding }: AmountsInput,
  groupsMinor: readonly bigint[],
): Stated[] {
  const at = group ?? 0;
  const onMinor = groupsMinor[at] ?? 0n;
  const baseMinor = 'percent' in part ? (part.baseMinor ?? onMinor) : null;
  return [{ group: at, statedMinor: partAmount(part, onMinor, rounding.mode), baseMinor }];
}

function spread(
  { part }: DocumentPart,
  { rounding }: AmountsInput,
  groupsMinor: readonly bigint[],
): Stated[] | null {
  const sum = groupsMinor.reduce((total, minor) => total + minor, 0n);
  const amount = partAmount(part, sum, rounding.mode);
  const weights = sum < 0n ? groupsMinor.map((minor) => -minor) : groupsMinor;
  if (amount === 0n) return [];
  if (sum === 0n || weights.some((weight) => weight < 0n)) return null;
  return splitByWeight(amount, weights).flatMap((statedMinor, group) =>
    statedMinor === 0n ? [] : [{ group, statedMinor, baseMinor: null }],
  );
}
