import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { products } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type CreateProductInput, createProduct } from './create-product.ts';

/** Adds a product to the master by hand; returns its id. Throws `request.invalid` for a SKU that is taken. */
export async function addProduct({ ctx, input }: { ctx: Ctx; input: CreateProductInput }): Promise<string> {
  authorise(ctx, 'admin');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const known = await tx.select({ id: products.id }).from(products).where(eq(products.sku, input.sku));
    if (known.length > 0) {
      throw new AppError('request.invalid', {
        errors: [{ pointer: '/sku', code: 'product.sku_taken', detail: 'Another product has this SKU.' }],
      });
    }
    return createProduct(tx, ctx, input);
  });
}
