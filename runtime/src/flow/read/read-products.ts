import { and, asc, desc, eq, inArray, lt, or } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { TieredPricing } from '../../core/canonical/contract-subscription.ts';
import { decimalTextOf } from '../../core/money/decimal-text-of.ts';
import { seesCosts } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { productPrices, products, productVersions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadUnitCosts } from '../load-unit-costs.ts';
import { type Page, type SearchInput, toPage } from './page.ts';
import { holdsText } from './search-text.ts';

/** One version of a product of the master; prices are decimal strings in major units, by currency. */
export type ProductVersionView = {
  id: string;
  version: number;
  validFrom: string;
  validTo: string | null;
  names: { en: string; ja: string };
  unit: string;
  taxClass: 'standard' | 'reduced' | 'exempt';
  maxDiscountPercent: string;
  /** Of one unit, the first one where the price goes by quantity. */
  prices: Record<string, string>;
  /** Of the prices that go by quantity, how. */
  tiers: Record<string, TieredPricing>;
  /** What one unit costs, by currency; absent for who may not see it. */
  costs?: Record<string, string>;
};

/** A product of the master with all its versions, oldest first. */
export type ProductView = {
  id: string;
  sku: string;
  name: string;
  createdAt: Date;
  versions: ProductVersionView[];
};

/** Lists products, newest first. */
export async function listProducts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchInput;
}): Promise<Page<ProductView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(products)
      .where(
        and(
          input.before === undefined ? undefined : lt(products.id, input.before),
          input.query === undefined
            ? undefined
            : or(holdsText(products.sku, input.query), holdsText(products.name, input.query)),
        ),
      )
      .orderBy(desc(products.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, await viewOf(tx, ctx, rows));
  });
}

/** Reads one product; throws `record.not_found`. */
export async function getProduct({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<ProductView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx.select().from(products).where(eq(products.id, input.id));
    if (row === undefined) throw new AppError('record.not_found', { detail: 'There is no such product.' });
    return (await viewOf(tx, ctx, [row]))(row);
  });
}

type ProductRow = typeof products.$inferSelect;

async function viewOf(tx: Tx, ctx: Ctx, rows: ProductRow[]): Promise<(row: ProductRow) => ProductView> {
  const ids = rows.map((row) => row.id);
  const versions =
    ids.length === 0
      ? []
      : await tx
          .select()
          .from(productVersions)
          .where(inArray(productVersions.productId, ids))
          .orderBy(asc(productVersions.version));
  const versionIds = versions.map((version) => version.id);
  const prices = await loadPrices(tx, versionIds);
  const costs = seesCosts(ctx.permissions) ? await loadUnitCosts(tx, versionIds) : undefined;
  const byProduct = Map.groupBy(versions, (version) => version.productId);
  return ({ id, sku, name, createdAt }) => ({
    id,
    sku,
    name,
    createdAt,
    versions: (byProduct.get(id) ?? []).map(({ organizationId: _org, productId: _product, ...version }) => ({
      ...version,
      maxDiscountPercent: decimalTextOf(version.maxDiscountPercent),
      ...(prices.get(version.id) ?? { prices: {}, tiers: {} }),
      ...(costs === undefined ? {} : { costs: Object.fromEntries(costs.get(version.id) ?? []) }),
    })),
  });
}

type VersionPrices = Pick<ProductVersionView, 'prices' | 'tiers'>;

async function loadPrices(tx: Tx, versionIds: string[]): Promise<Map<string, VersionPrices>> {
  if (versionIds.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(productPrices)
    .where(inArray(productPrices.productVersionId, versionIds))
    .orderBy(productPrices.currency);
  const byVersion = Map.groupBy(rows, (row) => row.productVersionId);
  return new Map(
    [...byVersion].map(([id, prices]) => [
      id,
      {
        prices: Object.fromEntries(prices.map((price) => [price.currency, decimalTextOf(price.unitPrice)])),
        tiers: Object.fromEntries(
          prices.flatMap(({ currency, tiers }) => (tiers === null ? [] : [[currency, tiers]])),
        ),
      },
    ]),
  );
}
