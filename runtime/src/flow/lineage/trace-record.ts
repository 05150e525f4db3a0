import type { JsonObject } from '../../core/json.ts';
import type { TracedRecord } from '../../core/lineage/mapped-steps.ts';
import type { Ctx } from '../context.ts';
import { compileVersion } from '../map/compile-version.ts';
import { runMapping } from '../map/run-mapping.ts';
import type { TracedSource } from './load-traced-source.ts';

/**
 * Runs the pinned mapping version over the record once more, watched. The script gets the instant at which its result
 * was stored, which is the nearest to its own that is known. Undefined when the mapping refuses the record today.
 */
export async function traceRecord(
  ctx: Ctx,
  source: TracedSource,
  mappedAt: Date,
): Promise<TracedRecord | undefined> {
  const { record, mapping } = source;
  const version = compileVersion(mapping);
  const then: Ctx = { ...ctx, deps: { ...ctx.deps, clock: { ...ctx.deps.clock, now: () => mappedAt } } };
  const [outcome] = await runMapping(then, version, [record]);
  if (outcome === undefined || !outcome.ok) return undefined;
  return {
    mapping: {
      id: mapping.id,
      system: mapping.system,
      object: mapping.object,
      version: mapping.version,
      published: source.published,
    },
    definition: version.compiled.definition,
    trace: version.compiled.trace(record.payload),
    scripted: version.script === null ? null : (outcome.mapped.value as JsonObject),
    received: {
      system: record.system,
      connection: source.connectionName,
      object: record.object,
      externalId: record.externalId,
      recordId: record.id,
      seenAt: record.seenAt.toISOString(),
      modifiedAt: record.modifiedAt?.toISOString() ?? null,
    },
  };
}
