import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { Tx } from '../../db/open-database.ts';
import { segregationExceptions } from '../../db/schema/index.ts';

/** The rules of segregation that do not hold in the organization; none unless an administrator said so. */
export async function loadSwitchedOff(tx: Tx): Promise<ReadonlySet<SegregationRule>> {
  const rows = await tx.select({ rule: segregationExceptions.rule }).from(segregationExceptions);
  return new Set(rows.map(({ rule }) => rule));
}
