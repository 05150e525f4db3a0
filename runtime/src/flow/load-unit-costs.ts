import { decimalTextOf } from '../core/money/decimal-text-of.ts';
import { isAnyOf } from '../db/is-any-of.ts';
import type { Tx } from '../db/open-database.ts';
import { productCosts } from '../db/schema/index.ts';

/** What one unit of a product version costs, as decimal text in major units, by currency; by the version's id. */
export type UnitCosts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Loads the costs of some product versions at once; a version without any is not in the answer. */
export async function loadUnitCosts(tx: Tx, versionIds: readonly string[]): Promise<UnitCosts> {
  const costs = new Map<string, Map<string, string>>();
  if (versionIds.length === 0) return costs;
  const rows = await tx
    .select()
    .from(productCosts)
    .where(isAnyOf(productCosts.productVersionId, versionIds))
    .orderBy(productCosts.productVersionId, productCosts.currency);
  for (const { productVersionId, currency, unitCost } of rows) {
    const known = costs.get(productVersionId) ?? new Map<string, string>();
    costs.set(productVersionId, known.set(currency, decimalTextOf(unitCost)));
  }
  return costs;
}
