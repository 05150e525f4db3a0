import { AppError } from '../../core/app-error.ts';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { Lineage } from '../../core/lineage/lineage-step.ts';
import { authorise, type Ctx } from '../context.ts';
import { enteredStep } from '../lineage/entered-step.ts';
import { loadCanonicalAt } from '../lineage/load-canonical-at.ts';
import { loadStamps } from '../lineage/load-stamps.ts';
import { loadTracedSource } from '../lineage/load-traced-source.ts';
import { readPointed } from '../lineage/read-pointed.ts';
import { requireGranted } from '../lineage/require-granted.ts';
import { stepsOfVersion } from '../lineage/steps-of-version.ts';

/** Kinds whose records are what a mapping made of them; products are the master's, see `getProductLineage`. */
export type TracedKind = Exclude<CanonicalKind, 'product'>;

/**
 * Where a value of a canonical record comes from, by its JSON pointer into the record: the row or script of the pinned
 * mapping version and the value as received, or who entered it in the hub. Nothing is stored for it: the mapping runs
 * once more. Throws `record.not_found`, `auth.entity_not_granted` for a contract of another entity, and
 * `lineage.no_value` for a pointer to no single value.
 */
export async function getRecordLineage({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { kind: TracedKind; id: string; path: string };
}): Promise<Lineage> {
  authorise(ctx, 'read');
  const { kind, id, path: pointer } = input;
  const { version, source, stamps } = await ctx.deps.database.inOrganization(
    ctx.organizationId,
    async (tx) => {
      await requireGranted(tx, ctx, { kind, id });
      const current = await loadCanonicalAt(tx, { kind, id, at: ctx.deps.clock.now() });
      if (current === undefined) throw new AppError('record.not_found');
      return {
        version: current,
        source: await loadTracedSource(tx, current),
        stamps: current.recordId === null ? (await loadStamps(tx, kind, [id])).get(id) : undefined,
      };
    },
  );
  const { place, value } = readPointed(version.body, pointer);
  // A version without a record was not received: a person or a program gave it to the hub.
  const steps =
    version.recordId === null
      ? [enteredStep(stamps?.at(-1))]
      : await stepsOfVersion(ctx, version, source, { place, value });
  return { pointer, value, steps };
}
