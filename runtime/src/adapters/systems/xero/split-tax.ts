import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToRatio } from '../../../core/money/decimal-to-ratio.ts';
import { roundRatio } from '../../../core/money/round-ratio.ts';
import { ROUNDING_MODES } from '../../../core/money/rounding.ts';
import { fail, ok, type Result } from '../../../core/result.ts';

/** A line as its tax sees it: net in minor units, and the tax as `<category>:<rate percent>`. */
export type TaxedLine = { netMinor: bigint; taxKey: string };

type Part = { index: number; floor: bigint; remainder: bigint };
type Group = { parts: Part[]; numerator: bigint; denominator: bigint };

/**
 * The tax of each line in minor units, adding up to the document's tax. We round once per category and rate
 * (EN 16931 BR-CO-17), Xero once per line; so each rate's tax is given out over its lines by largest remainder, the
 * earlier line first on a tie. Fails when no rounding of the rates gives the document's tax.
 */
export function splitTax(lines: readonly TaxedLine[], taxMinor: bigint): Result<bigint[]> {
  const groups = [...groupsByTax(lines).values()];
  // The four roundings are ordered, so two with the same sum are the same for every rate: any that fits is the one.
  for (const mode of ROUNDING_MODES) {
    const totals = groups.map(({ numerator, denominator }) => roundRatio(numerator, denominator, mode));
    if (totals.reduce((sum, total) => sum + total, 0n) !== taxMinor) continue;
    const taxes: bigint[] = lines.map(() => 0n);
    for (const [rank, group] of groups.entries()) giveOut(group, totals[rank] ?? 0n, taxes);
    return ok(taxes);
  }
  return fail('the tax is not what the lines and their rates give');
}

/**
 * The tax of each line where the tax of each rate is known, as that of a credit note: it is what all credits so far
 * come to less what earlier ones took, and so need not be a rounding of its own base.
 */
export function splitTaxByRate(
  lines: readonly TaxedLine[],
  taxMinorByKey: ReadonlyMap<string, bigint>,
): bigint[] {
  const taxes: bigint[] = lines.map(() => 0n);
  for (const [taxKey, group] of groupsByTax(lines)) giveOut(group, taxMinorByKey.get(taxKey) ?? 0n, taxes);
  return taxes;
}

function groupsByTax(lines: readonly TaxedLine[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [index, { netMinor, taxKey }] of lines.entries()) {
    const rate = decimalToRatio(decimalOf(taxKey.slice(taxKey.indexOf(':') + 1)));
    const denominator = rate.denominator * 100n;
    const numerator = netMinor * rate.numerator;
    const remainder = ((numerator % denominator) + denominator) % denominator;
    const group = groups.get(taxKey) ?? { parts: [], numerator: 0n, denominator };
    group.parts.push({ index, floor: (numerator - remainder) / denominator, remainder });
    group.numerator += numerator;
    groups.set(taxKey, group);
  }
  return groups;
}

function giveOut({ parts }: Group, totalMinor: bigint, taxes: bigint[]): void {
  // Rounded towards minus infinity, the lines of a rounded total leave something to give out and less than one each.
  const left = totalMinor - parts.reduce((sum, { floor }) => sum + floor, 0n);
  const byRemainder = parts.toSorted((one, other) =>
    one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
  );
  const count = BigInt(parts.length);
  const first = ((left % count) + count) % count;
  const all = (left - first) / count;
  for (const [rank, { index, floor }] of byRemainder.entries()) {
    taxes[index] = floor + all + (BigInt(rank) < first ? 1n : 0n);
  }
}
