import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { DealToDraftInput } from '../../core/billing/deal-to-draft.ts';
import type { MasterProduct, TaxRule } from '../../core/billing/draft-line.ts';
import type { CanonicalDeal } from '../../core/canonical/deal.ts';
import { todayIn } from '../../core/civil-date.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import type { Tx } from '../../db/open-database.ts';
import {
  entities,
  taxRules as entityTaxRules,
  products as masterProducts,
  productPrices,
  productVersions,
} from '../../db/schema/index.ts';
import { loadCustomerOfDeal } from './load-customer-of-deal.ts';
import type { DealSource } from './load-deal-source.ts';

/** What a draft is made of, with the rows that it is stored under. */
export type BillingInputs = {
  entity: typeof entities.$inferSelect;
  customerId: string;
  input: DealToDraftInput;
};

/**
 * Gathers entity, customer, products and tax rules for a deal. The supply date is the deal's own, else the day on
 * which it was closed in the entity's zone, else the one on which its invoice was drafted.
 * Throws `billing.entity_unknown` or `billing.customer_missing` when one does not exist.
 */
export async function loadBillingInputs(
  tx: Tx,
  deal: CanonicalDeal,
  source: DealSource,
  draftedAt: Date,
): Promise<BillingInputs> {
  const candidates = await tx.select().from(entities).where(eq(entities.currency, deal.currency));
  const [entity] = candidates;
  const currency = parseCurrencyCode(deal.currency);
  if (entity === undefined || candidates.length > 1 || !currency.ok) {
    const count = entity === undefined ? 'No legal entity invoices' : 'More than one legal entity invoices';
    throw new AppError('billing.entity_unknown', { detail: `${count} in ${deal.currency}.` });
  }
  const closedAt = deal.closedAt === undefined ? draftedAt : new Date(deal.closedAt);
  const supplyDate = deal.supplyDate ?? todayIn(entity.timeZone, closedAt);
  const customer = await loadCustomerOfDeal(tx, deal, source);
  const [products, taxRules] = await Promise.all([
    loadProducts(tx, deal, supplyDate),
    loadTaxRules(tx, entity.id, supplyDate),
  ]);
  return {
    entity,
    customerId: customer.id,
    input: {
      deal,
      source: { system: source.system, connectionId: source.connectionId ?? '', recordId: source.recordId },
      customer: customer.body,
      contacts: customer.contacts,
      entity,
      currency: currency.value,
      products,
      taxRules,
      supplyDate,
    },
  };
}

async function loadProducts(tx: Tx, deal: CanonicalDeal, on: string): Promise<Map<string, MasterProduct>> {
  const skus = [...new Set(deal.lines.map((line) => line.sku))];
  if (skus.length === 0) return new Map();
  const rows = await tx
    .select({ version: productVersions, product: masterProducts, price: productPrices })
    .from(masterProducts)
    .innerJoin(
      productVersions,
      and(
        eq(productVersions.organizationId, masterProducts.organizationId),
        eq(productVersions.productId, masterProducts.id),
      ),
    )
    .leftJoin(
      productPrices,
      and(
        eq(productPrices.organizationId, productVersions.organizationId),
        eq(productPrices.productVersionId, productVersions.id),
      ),
    )
    .where(
      and(
        inArray(masterProducts.sku, skus),
        lte(productVersions.validFrom, on),
        or(isNull(productVersions.validTo), gt(productVersions.validTo, on)),
      ),
    )
    .orderBy(productVersions.version);
  const found = new Map<string, MasterProduct & { prices: Map<string, ReturnType<typeof decimalOf>> }>();
  for (const { version, product, price } of rows) {
    const known = found.get(product.sku);
    const entry =
      known?.versionId === version.id
        ? known
        : {
            productId: product.id,
            versionId: version.id,
            sku: product.sku,
            names: version.names,
            unit: version.unit,
            taxClass: version.taxClass,
            prices: new Map<string, ReturnType<typeof decimalOf>>(),
          };
    if (price !== null) entry.prices.set(price.currency, decimalOf(price.unitPrice));
    found.set(product.sku, entry);
  }
  return found;
}

async function loadTaxRules(tx: Tx, entityId: string, on: string): Promise<TaxRule[]> {
  const rows = await tx
    .select()
    .from(entityTaxRules)
    .where(
      and(
        eq(entityTaxRules.entityId, entityId),
        lte(entityTaxRules.validFrom, on),
        or(isNull(entityTaxRules.validTo), gt(entityTaxRules.validTo, on)),
      ),
    );
  return rows.map((row) => ({
    taxClass: row.taxClass,
    category: row.category,
    ratePercent: decimalOf(row.ratePercent),
  }));
}
