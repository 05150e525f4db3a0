import { eq } from 'drizzle-orm';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { canonicalVersions, products } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { MappedRecord } from './mapped-record.ts';
import { linkSources } from './source-link.ts';
import { storeProductVersion } from './store-product-version.ts';
import type { StoredCanonical } from './store-versioned.ts';

/**
 * Links a CRM's product to the product master by its SKU. Price and tax stay the master's: a SKU that the master
 * does not hold is added by name only, and a line that uses it is refused until somebody prices it, or the record states a
 * whole version; see `storeProductVersion`.
 */
export async function storeProduct(
  tx: Tx,
  ctx: Ctx,
  mapped: MappedRecord<'product'>,
  linkedId: string | undefined,
): Promise<StoredCanonical> {
  const { sku, name } = mapped.value;
  const [inserted] = await tx
    .insert(products)
    .values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('product'),
      sku,
      name,
      createdAt: ctx.deps.clock.now(),
    })
    .onConflictDoNothing({ target: [products.organizationId, products.sku] })
    .returning({ id: products.id });
  const [row] =
    inserted === undefined
      ? await tx.select({ id: products.id }).from(products).where(eq(products.sku, sku))
      : [inserted];
  const id = row?.id ?? '';
  await linkSources(tx, ctx, [{ mapped, canonicalId: id }]);
  if (inserted !== undefined) {
    // Kept so that the name can be traced to its record; what the master says later is not of it.
    await tx.insert(canonicalVersions).values({
      organizationId: ctx.organizationId,
      kind: 'product',
      canonicalId: id,
      version: 1,
      body: mapped.value as JsonObject,
      recordId: mapped.source.recordId,
      mappingVersionId: mapped.mappingVersionId,
      createdAt: ctx.deps.clock.now(),
    });
  }
  if (inserted !== undefined || linkedId === undefined) {
    const { system, externalId } = mapped.source;
    await recordAudit(tx, ctx, {
      action: inserted === undefined ? 'product.linked' : 'product.created',
      objectKind: 'product',
      objectId: id,
      after: inserted === undefined ? { sku, system, externalId } : { sku, name },
    });
  }
  const versionId = await storeProductVersion(tx, ctx, id, mapped.value);
  return { id, isChanged: inserted !== undefined || versionId !== undefined };
}
