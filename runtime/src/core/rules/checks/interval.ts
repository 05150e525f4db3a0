/** Whole numbers from one to another, both included; undefined is without a bound. */
export type Interval = { low: bigint | undefined; high: bigint | undefined };

/** Every whole number. */
export const EVERYTHING: Interval = { low: undefined, high: undefined };

/** The numbers for which a comparison with a value holds; undefined for `!=`, which is no interval. */
export function intervalOf(operator: string, value: bigint): Interval | undefined {
  switch (operator) {
    case '>':
      return { low: value + 1n, high: undefined };
    case '>=':
      return { low: value, high: undefined };
    case '<':
      return { low: undefined, high: value - 1n };
    case '<=':
      return { low: undefined, high: value };
    case '==':
      return { low: value, high: value };
    default:
      return undefined;
  }
}

/** The numbers that are in both; undefined when there are none. */
export function intersect(left: Interval, right: Interval): Interval | undefined {
  const low = pick(left.low, right.low, (one, other) => one > other);
  const high = pick(left.high, right.high, (one, other) => one < other);
  return low !== undefined && high !== undefined && low > high ? undefined : { low, high };
}

function pick(
  one: bigint | undefined,
  other: bigint | undefined,
  isStricter: (one: bigint, other: bigint) => boolean,
): bigint | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return isStricter(one, other) ? one : other;
}

/** What lies between the intervals, and above the highest where that ends; never what lies below the lowest. */
export function gapsBetween(intervals: readonly Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let end: bigint | undefined | null = null;
  for (const { low, high } of [...intervals].sort(byLow)) {
    if (end === undefined) return gaps;
    if (end !== null && low !== undefined && low > end + 1n) gaps.push({ low: end + 1n, high: low - 1n });
    end = end === null || high === undefined || high > end ? high : end;
  }
  return typeof end === 'bigint' ? [...gaps, { low: end + 1n, high: undefined }] : gaps;
}

function byLow(left: Interval, right: Interval): number {
  if (left.low === right.low) return 0;
  if (left.low === undefined) return -1;
  if (right.low === undefined) return 1;
  return left.low > right.low ? 1 : -1;
}
