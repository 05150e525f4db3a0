import { findFact } from '../fact-catalogue.ts';
import type { Rule } from '../rule-set.ts';
import { gapsBetween, type Interval, intersect } from './interval.ts';
import type { Band, Bands } from './read-bands.ts';
import type { FactExtent, RuleWarning } from './rule-warning.ts';

/** A rule with what it asks of single facts. */
export type BandedRule = { rule: Rule; pointer: string; bands: Bands };

type Placed<Extent> = Band<Extent> & Pick<BandedRule, 'rule' | 'pointer'>;

/**
 * Pairs of rules that differ in one fact only and both apply to some of it. Bands that are open on the same side, such
 * as above 10 % and above 20 %, are steps of a ladder and no slip.
 */
export function findOverlaps(banded: readonly BandedRule[]): RuleWarning[] {
  const numbers = familiesOf(banded, ({ numbers }) => numbers).flatMap((family) =>
    pairsOf(family).flatMap(([one, other]): RuleWarning[] => {
      const both = intersect(one.extent, other.extent);
      if (both === undefined || isLadder(one.extent, other.extent)) return [];
      return [overlap(one, other, { numbers: both })];
    }),
  );
  const values = familiesOf(banded, ({ values }) => values).flatMap((family) =>
    pairsOf(family).flatMap(([one, other]): RuleWarning[] => {
      const both = [...one.extent].filter((value) => other.extent.has(value));
      return both.length === 0 ? [] : [overlap(one, other, { values: both })];
    }),
  );
  return [...numbers, ...values];
}

/** What no rule covers between the bands of rules that differ in one fact only, and above the highest of them. */
export function findGaps(banded: readonly BandedRule[]): RuleWarning[] {
  const numbers = familiesOf(banded, ({ numbers }) => numbers).flatMap((family) =>
    gapsBetween(family.map(({ extent }) => extent)).map((gap) => hole(family, { numbers: gap })),
  );
  const values = familiesOf(banded, ({ values }) => values).flatMap((family): RuleWarning[] => {
    const every = findFact('invoice', family[0].fact)?.values ?? [];
    const left = every.filter((value) => !family.some(({ extent }) => extent.has(value)));
    // Rules for a few kinds are for those kinds; only where most are named was the rest forgotten. A guess.
    return left.length > 0 && left.length * 2 < every.length ? [hole(family, { values: left })] : [];
  });
  return [...numbers, ...values];
}

type Family<Extent> = [Placed<Extent>, Placed<Extent>, ...Placed<Extent>[]];

/** Two rules and more that ask the same but for one fact. */
function familiesOf<Extent>(
  banded: readonly BandedRule[],
  bandsOf: (bands: Bands) => Band<Extent>[],
): Family<Extent>[] {
  const placed = banded.flatMap(({ rule, pointer, bands }) =>
    bandsOf(bands).map((band): Placed<Extent> => ({ ...band, rule, pointer })),
  );
  const families = Map.groupBy(placed, ({ fact, rest, rule }) =>
    JSON.stringify([fact, rest, [...(rule.kinds ?? [])].sort()]),
  );
  return [...families.values()].flatMap(([first, second, ...more]): Family<Extent>[] =>
    first === undefined || second === undefined ? [] : [[first, second, ...more]],
  );
}

function pairsOf<Extent>(family: Family<Extent>): [Placed<Extent>, Placed<Extent>][] {
  return family.flatMap((one, at) =>
    family.slice(at + 1).map((other): [Placed<Extent>, Placed<Extent>] => [one, other]),
  );
}

function isLadder(one: Interval, other: Interval): boolean {
  const isOpenAbove = one.high === undefined && other.high === undefined && one.low !== other.low;
  const isOpenBelow = one.low === undefined && other.low === undefined && one.high !== other.high;
  return isOpenAbove || isOpenBelow;
}

const overlap = (one: Placed<unknown>, other: Placed<unknown>, extent: FactExtent): RuleWarning => ({
  code: 'overlap',
  pointer: other.pointer,
  ruleIds: [one.rule.id, other.rule.id],
  fact: one.fact,
  extent,
});

const hole = <Extent>(family: Family<Extent>, extent: FactExtent): RuleWarning => ({
  code: 'gap',
  pointer: family[0].pointer,
  ruleIds: family.map(({ rule }) => rule.id),
  fact: family[0].fact,
  extent,
});
