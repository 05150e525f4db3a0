import { desc, eq } from 'drizzle-orm';
import type { CanonicalProduct } from '../../core/canonical/product.ts';
import { compareDates, todayIn } from '../../core/civil-date.ts';
import type { Tx } from '../../db/open-database.ts';
import { products, productVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { resumeWaiting } from '../contracts/resume-waiting.ts';
import { recordAudit } from '../record-audit.ts';
import { insertProductVersion, type ProductVersionInput } from '../setup/product-version.ts';

/**
 * Adds to the product master what a mapped product says of it: its first version, and a later one where the record names a
 * day after that on which the last one begins. A version that is there is never changed, whoever entered it, and a product
 * without price, currency, unit or tax class adds none. Returns the version's id, undefined where none was added.
 */
export async function storeProductVersion(
  tx: Tx,
  ctx: Ctx,
  productId: string,
  product: CanonicalProduct,
): Promise<string | undefined> {
  const stated = versionOf(product, todayIn('UTC', ctx.deps.clock.now()));
  if (stated === undefined) return undefined;
  await tx.select({ id: products.id }).from(products).where(eq(products.id, productId)).for('update');
  const [last] = await tx
    .select({
      id: productVersions.id,
      version: productVersions.version,
      validFrom: productVersions.validFrom,
    })
    .from(productVersions)
    .where(eq(productVersions.productId, productId))
    .orderBy(desc(productVersions.version))
    .limit(1);
  if (last !== undefined) {
    const isLater = product.validFrom !== undefined && compareDates(product.validFrom, last.validFrom) > 0;
    if (!isLater) return undefined;
    await tx
      .update(productVersions)
      .set({ validTo: stated.validFrom })
      .where(eq(productVersions.id, last.id));
  }
  const version = (last?.version ?? 0) + 1;
  const id = await insertProductVersion(tx, ctx, { ...stated, productId, version });
  await recordAudit(tx, ctx, {
    action: 'product.add_version',
    objectKind: 'product',
    objectId: productId,
    after: { version, ...stated },
  });
  await resumeWaiting(tx, ctx);
  return id;
}

/** The version that a product states; one that names no day counts from today. */
function versionOf(product: CanonicalProduct, today: string): ProductVersionInput | undefined {
  const { name, unit, taxClass, currency, unitCost, maxDiscountPercent = '0', validFrom = today } = product;
  const price = product.pricing ?? product.listPrice;
  if (price === undefined || currency === undefined || unit === undefined || taxClass === undefined) return;
  const names = { en: name, ja: name };
  return {
    ...{ names, unit, taxClass, maxDiscountPercent, validFrom },
    prices: { [currency]: price },
    ...(unitCost === undefined ? {} : { costs: { [currency]: unitCost } }),
  };
}
