import { eq } from 'drizzle-orm';
import { decimalTextOf } from '../../core/money/decimal-text-of.ts';
import type { LineCost } from '../../core/rules/invoice-margin.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';
import { loadUnitCosts, type UnitCosts } from '../load-unit-costs.ts';

/** What of a line says what it costs: the version of the product that it was priced with, and how many units it stands for. */
type CostedLine = Pick<typeof invoiceLines.$inferSelect, 'position' | 'productVersionId' | 'units'>;

/** What is known of the cost of an invoice's lines, by their positions, in the currency of the invoice. */
export async function loadLineCosts(
  tx: Tx,
  invoice: { id: string; currency: string },
): Promise<Map<number, LineCost>> {
  const { position, productVersionId, units } = invoiceLines;
  const lines = await tx
    .select({ position, productVersionId, units })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoice.id));
  const unitCosts = await loadUnitCosts(
    tx,
    lines.flatMap((line) => line.productVersionId ?? []),
  );
  return lineCosts(lines, invoice.currency, unitCosts);
}

/** The same of lines that are read already; one whose units or cost are not known is left out. */
export function lineCosts(
  lines: readonly CostedLine[],
  currency: string,
  unitCosts: UnitCosts,
): Map<number, LineCost> {
  return new Map(
    lines.flatMap(({ position, productVersionId, units }) => {
      if (units === null || productVersionId === null) return [];
      const unitCost = unitCosts.get(productVersionId)?.get(currency);
      if (unitCost === undefined) return [];
      return [[position, { units: decimalTextOf(units), unitCost }] as const];
    }),
  );
}
