import { toJson } from '../../core/json.ts';
import { readValue } from '../../core/lineage/document-pointer.ts';
import type { Lineage } from '../../core/lineage/lineage-step.ts';
import type { Place } from '../../core/mapping/path.ts';
import { authorise, type Ctx } from '../context.ts';
import { enteredStep } from '../lineage/entered-step.ts';
import { loadCanonicalAt } from '../lineage/load-canonical-at.ts';
import { enteredProduct } from '../lineage/load-kept.ts';
import { loadStamps } from '../lineage/load-stamps.ts';
import { loadTracedSource } from '../lineage/load-traced-source.ts';
import { readPointed } from '../lineage/read-pointed.ts';
import { stepsOfVersion } from '../lineage/steps-of-version.ts';
import { getProduct, type ProductView } from './read-products.ts';

/**
 * Where a value of the product master comes from, by its JSON pointer into the product: its SKU and name from the record
 * that added it, when one did and they are still those; everything else from whoever entered the version.
 * Throws `record.not_found`, and `lineage.no_value` for a pointer to no single value.
 */
export async function getProductLineage({
  ctx,
  input: { id, path: pointer },
}: {
  ctx: Ctx;
  input: { id: string; path: string };
}): Promise<Lineage> {
  authorise(ctx, 'read');
  const product = await getProduct({ ctx, input: { id } });
  const { sku, name, versions } = product;
  const { place, value } = readPointed(toJson({ sku, name, versions }), pointer);
  const loaded = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const added = await loadCanonicalAt(tx, { kind: 'product', id, at: ctx.deps.clock.now() });
    return {
      added,
      source: added === undefined ? undefined : await loadTracedSource(tx, added),
      stamps: (await loadStamps(tx, 'product', [id])).get(id),
    };
  });
  const { added, source, stamps } = loaded;
  const steps =
    added !== undefined && readValue(added.body, place) === value
      ? await stepsOfVersion(ctx, added, source, { place, value })
      : [enteredStep(enteredProduct(stamps, versionOf(product, place)))];
  return { pointer, value, steps };
}

/** The version that a place is of; SKU and name are as old as the product. */
const versionOf = ({ versions }: ProductView, [list, at]: Place): number =>
  (list === 'versions' && typeof at === 'number' ? versions[at]?.version : undefined) ?? 1;
