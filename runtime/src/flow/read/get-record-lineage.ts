import { AppError } from '../../core/app-error.ts';
import { parsePointer, readValue } from '../../core/lineage/document-pointer.ts';
import type { Lineage } from '../../core/lineage/lineage-step.ts';
import { mappedSteps } from '../../core/lineage/mapped-steps.ts';
import { authorise, type Ctx } from '../context.ts';
import { getGrantedContract } from '../contracts/read-granted-contracts.ts';
import { loadCanonicalAt } from '../lineage/load-canonical-at.ts';
import { loadTracedSource } from '../lineage/load-traced-source.ts';
import { traceRecord } from '../lineage/trace-record.ts';

/**
 * Where a value of a canonical record comes from, by its JSON pointer into the record: the row or script of the pinned
 * mapping version, and the value as received. Nothing is stored for it: the mapping runs once more.
 * Throws `record.not_found`, and `lineage.no_value` for a pointer to no single value.
 */
export async function getRecordLineage({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { kind: 'customer' | 'deal' | 'contract'; id: string; path: string };
}): Promise<Lineage> {
  authorise(ctx, 'read');
  const { kind, id, path: pointer } = input;
  const { version, source } = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    if (kind === 'contract') await getGrantedContract(tx, ctx, id);
    const current = await loadCanonicalAt(tx, { kind, id, at: ctx.deps.clock.now() });
    if (current === undefined) throw new AppError('record.not_found');
    return { version: current, source: await loadTracedSource(tx, current) };
  });
  const place = parsePointer(pointer);
  if (!place.ok) throw new AppError('lineage.no_value', { detail: `The path ${place.reason}.` });
  const value = readValue(version.body, place.value);
  if (value === undefined) throw new AppError('lineage.no_value');
  const view = (steps: Lineage['steps']): Lineage => ({ pointer, value, steps });
  if (source === undefined) return view([{ kind: 'unknown', reason: 'not_mapped' }]);
  // Outside the transaction: a script may take its time.
  const traced = await traceRecord(ctx, source, version.createdAt);
  if (traced === undefined) return view([{ kind: 'unknown', reason: 'trace_differs' }]);
  return view(mappedSteps(traced, place.value, value));
}
