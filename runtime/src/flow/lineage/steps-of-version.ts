import type { LineageStep } from '../../core/lineage/lineage-step.ts';
import { mappedSteps } from '../../core/lineage/mapped-steps.ts';
import type { Place } from '../../core/mapping/path.ts';
import type { Ctx } from '../context.ts';
import type { CanonicalAt } from './load-canonical-at.ts';
import type { TracedSource } from './load-traced-source.ts';
import { traceRecord } from './trace-record.ts';

/**
 * The way back from a value of a version: the script or row of its mapping, and the value as received. Not for an open
 * transaction: a script may take its time.
 */
export async function stepsOfVersion(
  ctx: Ctx,
  version: CanonicalAt,
  source: TracedSource | undefined,
  { place, value }: { place: Place; value: string },
): Promise<LineageStep[]> {
  if (source === undefined) return [{ kind: 'unknown', reason: 'not_mapped' }];
  const traced = await traceRecord(ctx, source, version.createdAt);
  if (traced === undefined) return [{ kind: 'unknown', reason: 'trace_differs' }];
  return mappedSteps(traced, place, value);
}
