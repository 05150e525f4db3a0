import { desc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { compareDates } from '../../core/civil-date.ts';
import { products, productVersions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { resumeWaiting } from '../contracts/resume-waiting.ts';
import { recordAudit } from '../record-audit.ts';
import { insertProductVersion, type ProductVersionInput } from './product-version.ts';

/**
 * Adds a version to a product of the master; the one before ends the day before it begins. What was drafted for earlier
 * days keeps the version that it names. Returns the version's id. Throws `record.not_found`, or `request.invalid` for a
 * version that begins no later than the last one.
 */
export async function addProductVersion({
  ctx,
  input: { productId, ...input },
}: {
  ctx: Ctx;
  input: ProductVersionInput & { productId: string };
}): Promise<string> {
  authorise(ctx, 'admin');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [product] = await tx.select().from(products).where(eq(products.id, productId)).for('update');
    if (product === undefined) {
      throw new AppError('record.not_found', { detail: 'There is no such product.' });
    }
    const [last] = await tx
      .select()
      .from(productVersions)
      .where(eq(productVersions.productId, productId))
      .orderBy(desc(productVersions.version))
      .limit(1);
    if (last !== undefined) {
      refuseEarlier(last.validFrom, input.validFrom);
      await tx
        .update(productVersions)
        .set({ validTo: input.validFrom })
        .where(eq(productVersions.id, last.id));
    }
    const version = (last?.version ?? 0) + 1;
    const id = await insertProductVersion(tx, ctx, { ...input, productId, version });
    await recordAudit(tx, ctx, {
      action: 'product.add_version',
      objectKind: 'product',
      objectId: productId,
      after: { version, ...input },
    });
    await resumeWaiting(tx, ctx);
    return id;
  });
}

function refuseEarlier(before: string, validFrom: string): void {
  if (compareDates(validFrom, before) > 0) return;
  const detail = `The version must begin after the last one, which begins on ${before}.`;
  throw new AppError('request.invalid', {
    detail,
    errors: [{ pointer: '/validFrom', code: 'product.version_not_later', detail }],
  });
}
