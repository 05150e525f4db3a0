import { AppError } from '../../core/app-error.ts';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { JsonObject } from '../../core/json.ts';
import { finishMapping } from '../../core/mapping/finish-mapping.ts';
import type { Ctx } from '../context.ts';
import type { ScriptOutcome } from '../ports.ts';
import type { PublishedMapping } from './compile-version.ts';
import type { AnyMappedRecord, MappedRecord } from './mapped-record.ts';

type SourceRecord = {
  id: string;
  system: string;
  connectionId: string | null;
  object: string;
  externalId: string;
  payload: JsonObject;
};

type Source = MappedRecord<CanonicalKind>['source'];

/** A record after its mapping: a canonical one, or the reason why not. */
export type MappingOutcome =
  | { ok: true; source: Source; mapped: AnyMappedRecord }
  | { ok: false; source: Source; error: AppError };

/** Runs a mapping over records of its object: rows, then the script, then the canonical schema. In order. */
export async function runMapping(
  ctx: Ctx,
  mapping: PublishedMapping,
  rows: SourceRecord[],
): Promise<MappingOutcome[]> {
  const drafts = rows.map((row) => ({ row, run: mapping.compiled.run(row.payload) }));
  const passed = drafts.filter((draft) => draft.run.refusals.length === 0);
  const scripted = new Map<string, ScriptOutcome>();
  if (mapping.script !== null && passed.length > 0) {
    const results = await ctx.deps.sandbox.run({
      organizationId: ctx.organizationId,
      script: mapping.script,
      items: passed.map(({ row, run }) => ({ source: row.payload, draft: run.draft })),
      now: ctx.deps.clock.now().toISOString(),
    });
    for (const [index, { row }] of passed.entries()) {
      const result = results[index];
      if (result !== undefined) scripted.set(row.id, result);
    }
  }
  return drafts.map(({ row, run }): MappingOutcome => {
    const source = {
      system: row.system,
      connectionId: row.connectionId,
      object: row.object,
      externalId: row.externalId,
      recordId: row.id,
    };
    if (run.refusals.length > 0) {
      const errors = run.refusals.map((refusal) => ({
        pointer: `/${refusal.from ?? refusal.to}`,
        code: 'mapping.refused',
        detail: `row ${refusal.row}, field "${refusal.to}": ${refusal.reason}`,
      }));
      return { ok: false, source, error: refusedBecause(source, errors) };
    }
    const script = mapping.script === null ? undefined : scripted.get(row.id);
    if (script !== undefined && !script.ok) {
      return { ok: false, source, error: new AppError(script.code, { detail: script.detail }) };
    }
    return finish(mapping, source, script === undefined ? run.draft : script.value);
  });
}

function finish(mapping: PublishedMapping, source: Source, value: JsonObject): MappingOutcome {
  const { kind } = mapping.compiled.definition;
  const finished = finishMapping(kind, value);
  if (!finished.ok) {
    const errors = finished.refusals.map(({ pointer, reason }) => ({
      pointer,
      code: 'mapping.refused',
      detail: reason,
    }));
    return { ok: false, source, error: refusedBecause(source, errors) };
  }
  const mapped = { kind, value: finished.record, source, mappingVersionId: mapping.versionId };
  return { ok: true, source, mapped: mapped as AnyMappedRecord };
}

function refusedBecause(
  source: Source,
  errors: { pointer: string; code: string; detail: string }[],
): AppError {
  const first = errors[0];
  return new AppError('mapping.refused', {
    detail:
      `${source.system} ${source.object} ${source.externalId}: ${first?.pointer ?? ''} ${first?.detail ?? ''}`.trim(),
    errors,
  });
}
