import { z } from 'zod';
import type { Tx } from '../../db/open-database.ts';
import { products } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { resumeWaiting } from '../contracts/resume-waiting.ts';
import { recordAudit } from '../record-audit.ts';
import { insertProductVersion, ProductVersionInput } from './product-version.ts';

/** A product of the master with the first version of its price, tax class and allowed discount. */
export const CreateProductInput = ProductVersionInput.extend({ sku: z.string().min(1).max(200) });
export type CreateProductInput = z.infer<typeof CreateProductInput>;

/** Adds a product to the master; returns its id. */
export async function createProduct(tx: Tx, ctx: Ctx, input: CreateProductInput): Promise<string> {
  authorise(ctx, 'admin');
  const { organizationId } = ctx;
  const { sku, ...version } = input;
  const id = ctx.deps.ids.next('product');
  const createdAt = ctx.deps.clock.now();
  await tx.insert(products).values({ organizationId, id, sku, name: version.names.en, createdAt });
  await insertProductVersion(tx, ctx, { ...version, productId: id, version: 1 });
  await recordAudit(tx, ctx, { action: 'product.create', objectKind: 'product', objectId: id, after: input });
  await resumeWaiting(tx, ctx);
  return id;
}
