import type { Big } from 'big.js';
import { parseDecimal } from '../../money/parse-decimal.ts';

/** What is wrong with a table of tiers: a JSON pointer from the table, and the rule. */
export type TierProblem = { pointer: string; reason: string };

/**
 * Everything that keeps a table of tiers from pricing every number of units exactly once: bounds rise, only the last tier
 * is open, and it is. A gap cannot be stated, since a tier begins where the one before ends. Texts that are no decimals
 * are left to their own check.
 */
export function checkTiers(tiers: readonly { upTo: string | null }[]): TierProblem[] {
  const problems: TierProblem[] = [];
  let before: Big | null = null;
  for (const [index, { upTo }] of tiers.entries()) {
    const isLast = index === tiers.length - 1;
    const report = (reason: string) => problems.push({ pointer: `/${index}/upTo`, reason });
    if (upTo === null) {
      if (!isLast) report('must have a value: only the last tier is open');
      continue;
    }
    if (isLast) report('must be null: the last tier is open');
    const bound = parseDecimal(upTo);
    if (!bound.ok) continue;
    if (bound.value.lte(before ?? 0)) {
      report(before === null ? 'must be greater than zero' : "must be greater than the tier's before");
    }
    before = bound.value;
  }
  return problems;
}
