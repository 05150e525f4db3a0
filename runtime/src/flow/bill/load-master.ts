import { and, eq } from 'drizzle-orm';
import type { MasterProduct, TaxRule } from '../../core/billing/draft-line.ts';
import type { ListPrice } from '../../core/billing/pricing/list-price.ts';
import { compareDates } from '../../core/civil-date.ts';
import { decimalOf } from '../../core/money/decimal-of.ts';
import { decimalTextOf } from '../../core/money/decimal-text-of.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { productPrices, products, productVersions, taxRules } from '../../db/schema/index.ts';

/** Rows of the product master and the entity's tax rules, to be asked by day. */
export type Master = {
  productOn(sku: string, day: string): MasterProduct | undefined;
  taxRulesOn(day: string): TaxRule[];
};

type Dated = { from: string; to: string | null };

const isInForce = ({ from, to }: Dated, day: string): boolean =>
  compareDates(from, day) <= 0 && (to === null || compareDates(day, to) < 0);

/** Loads all versions of some products, and all tax rules of an entity: a contract is billed over many days at once. */
export async function loadMaster(tx: Tx, entityId: string, skus: readonly string[]): Promise<Master> {
  const [versions, rules] = await Promise.all([loadVersions(tx, skus), loadRules(tx, entityId)]);
  return {
    productOn: (sku, day) => versions.get(sku)?.findLast((version) => isInForce(version, day))?.product,
    taxRulesOn: (day) => rules.filter((rule) => isInForce(rule, day)).map(({ rule }) => rule),
  };
}

async function loadRules(tx: Tx, entityId: string): Promise<(Dated & { rule: TaxRule })[]> {
  const rows = await tx.select().from(taxRules).where(eq(taxRules.entityId, entityId));
  return rows.map(({ validFrom, validTo, taxClass, category, ratePercent }) => ({
    from: validFrom,
    to: validTo,
    rule: { taxClass, category, ratePercent: decimalOf(ratePercent) },
  }));
}

type DatedProduct = Dated & { product: MasterProduct };

async function loadVersions(tx: Tx, skus: readonly string[]): Promise<Map<string, DatedProduct[]>> {
  if (skus.length === 0) return new Map();
  const rows = await tx
    .select({ version: productVersions, product: products, price: productPrices })
    .from(products)
    .innerJoin(
      productVersions,
      and(
        eq(productVersions.organizationId, products.organizationId),
        eq(productVersions.productId, products.id),
      ),
    )
    .leftJoin(
      productPrices,
      and(
        eq(productPrices.organizationId, productVersions.organizationId),
        eq(productPrices.productVersionId, productVersions.id),
      ),
    )
    .where(isAnyOf(products.sku, skus))
    .orderBy(products.sku, productVersions.version);
  const bySku = new Map<string, DatedProduct[]>();
  for (const group of Map.groupBy(rows, ({ version }) => version.id).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { version, product } = first;
    const prices = new Map<string, ListPrice>();
    for (const { price } of group) {
      if (price === null) continue;
      prices.set(price.currency, { unitPrice: decimalOf(price.unitPrice), tiers: price.tiers });
    }
    const dated = {
      from: version.validFrom,
      to: version.validTo,
      product: {
        productId: product.id,
        versionId: version.id,
        sku: product.sku,
        names: version.names,
        unit: version.unit,
        taxClass: version.taxClass,
        prices,
        maxDiscountPercent: decimalOf(decimalTextOf(version.maxDiscountPercent)),
      },
    };
    const known = bySku.get(product.sku);
    if (known === undefined) bySku.set(product.sku, [dated]);
    else known.push(dated);
  }
  return bySku;
}
