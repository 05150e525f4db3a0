import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { toJson } from '../../core/json.ts';
import type { LineageBasis } from '../../core/lineage/lineage-basis.ts';
import type { Stamp } from '../../core/lineage/lineage-step.ts';
import { decimalTextOf } from '../../core/money/decimal-text-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, productPrices, products, productVersions, taxRules } from '../../db/schema/index.ts';
import { type AuditStamp, lastStamp, loadStamps } from './load-stamps.ts';

/** The legal entity of an invoice with the tax rules in force on its supply date. */
export async function loadEntityBasis(tx: Tx, document: InvoiceDocument): Promise<LineageBasis['entity']> {
  const { entityId, supplyDate } = document;
  const [row] = await tx.select().from(entities).where(eq(entities.id, entityId));
  if (row === undefined) throw new AppError('billing.entity_unknown');
  const rules = await tx
    .select()
    .from(taxRules)
    .where(
      and(
        eq(taxRules.entityId, entityId),
        lte(taxRules.validFrom, supplyDate),
        or(isNull(taxRules.validTo), gt(taxRules.validTo, supplyDate)),
      ),
    );
  const { legalName, taxRegistration, address, email, paymentInstructions, defaultTerms, locale } = row;
  const byClass = rules.map(({ taxClass, category, ratePercent }) => [
    taxClass,
    { taxCategory: category, taxRatePercent: decimalTextOf(ratePercent) },
  ]);
  const stamps = await loadStamps(tx, 'entity', [entityId]);
  return {
    id: entityId,
    name: row.name,
    values: toJson({
      legalName,
      taxRegistration,
      address,
      email,
      paymentInstructions,
      defaultTerms,
      locale,
      taxRules: Object.fromEntries(byClass),
    }),
    entered: lastStamp(stamps.get(entityId), 'entity.create', 'entity.update'),
    timeZone: row.timeZone,
    rounding: row.rounding,
  };
}

/** The versions of the product master that the lines of an invoice were made from. */
export async function loadProductBasis(
  tx: Tx,
  document: InvoiceDocument,
): Promise<Map<string, LineageBasis['products'] extends ReadonlyMap<string, infer Basis> ? Basis : never>> {
  const ids = [...new Set(document.lines.map((line) => line.productVersionId))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ version: productVersions, product: products })
    .from(productVersions)
    .innerJoin(
      products,
      and(
        eq(products.organizationId, productVersions.organizationId),
        eq(products.id, productVersions.productId),
      ),
    )
    .where(inArray(productVersions.id, ids));
  const prices = await tx.select().from(productPrices).where(inArray(productPrices.productVersionId, ids));
  const stamps = await loadStamps(
    tx,
    'product',
    rows.map(({ product }) => product.id),
  );
  return new Map(
    rows.map(({ version, product }) => {
      const own = prices.filter((price) => price.productVersionId === version.id);
      const basis = {
        id: product.id,
        name: product.sku,
        version: version.version,
        values: toJson({
          names: version.names,
          unit: version.unit,
          taxClass: version.taxClass,
          maxDiscountPercent: decimalTextOf(version.maxDiscountPercent),
          prices: Object.fromEntries(own.map((price) => [price.currency, decimalTextOf(price.unitPrice)])),
          tiers: Object.fromEntries(own.flatMap(({ currency, tiers }) => (tiers ? [[currency, tiers]] : []))),
        }),
        entered: enteredProduct(stamps.get(product.id), version.version),
      };
      return [version.id, basis];
    }),
  );
}

/** Each version of a product is one entry of the audit trail, in order; null where it does not hold it. */
export function enteredProduct(stamps: readonly AuditStamp[] | undefined, version: number): Stamp | null {
  const entries = stamps?.filter(({ action }) => VERSION_ACTIONS.includes(action)) ?? [];
  return lastStamp(entries.slice(version - 1, version), ...VERSION_ACTIONS);
}

const VERSION_ACTIONS = ['product.create', 'product.add_version'];
