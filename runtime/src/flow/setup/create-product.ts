import { z } from 'zod';
import { DateText, DecimalText } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { productPrices, products, productVersions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** A product of the master with the first version of its price, tax class and allowed discount. */
export const CreateProductInput = z.strictObject({
  sku: z.string().min(1).max(200),
  names: z.strictObject({ en: z.string().min(1).max(300), ja: z.string().min(1).max(300) }),
  unit: z.string().min(1).max(10),
  taxClass: z.enum(['standard', 'reduced', 'exempt']),
  maxDiscountPercent: DecimalText,
  validFrom: DateText,
  prices: z.record(z.string().regex(/^[A-Z]{3}$/), DecimalText),
});
export type CreateProductInput = z.infer<typeof CreateProductInput>;

/** Adds a product to the master; returns its id. */
export async function createProduct(tx: Tx, ctx: Ctx, input: CreateProductInput): Promise<string> {
  authorise(ctx, 'admin');
  const { organizationId } = ctx;
  const id = ctx.deps.ids.next('product');
  const versionId = ctx.deps.ids.next('productVersion');
  const createdAt = ctx.deps.clock.now();
  await tx.insert(products).values({ organizationId, id, sku: input.sku, name: input.names.en, createdAt });
  await tx.insert(productVersions).values({
    organizationId,
    id: versionId,
    productId: id,
    version: 1,
    validFrom: input.validFrom,
    names: input.names,
    unit: input.unit,
    taxClass: input.taxClass,
    maxDiscountPercent: input.maxDiscountPercent,
  });
  const prices = Object.entries(input.prices);
  if (prices.length > 0) {
    await tx.insert(productPrices).values(
      prices.map(([currency, unitPrice]) => ({
        organizationId,
        productVersionId: versionId,
        currency,
        unitPrice,
      })),
    );
  }
  await recordAudit(tx, ctx, { action: 'product.create', objectKind: 'product', objectId: id, after: input });
  return id;
}
