import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Ctx } from '../context.ts';
import type { PublishedMapping } from './compile-version.ts';
import { mapPayloads, type PayloadOutcome } from './map-payloads.ts';
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

/** Runs a mapping over records of its object. In order. */
export async function runMapping(
  ctx: Ctx,
  mapping: PublishedMapping,
  rows: SourceRecord[],
): Promise<MappingOutcome[]> {
  const { sandbox, clock } = ctx.deps;
  const outcomes = await mapPayloads(
    { sandbox, organizationId: ctx.organizationId, now: clock.now() },
    mapping,
    rows.map(({ payload }) => payload),
  );
  return rows.map((row, index): MappingOutcome => {
    const { id: recordId, system, connectionId, object, externalId } = row;
    const source = { system, connectionId, object, externalId, recordId };
    const outcome = outcomes[index];
    assert(outcome !== undefined, 'each payload has its outcome');
    if (!outcome.ok) return { ok: false, source, error: toError(source, outcome) };
    const { kind } = mapping.compiled.definition;
    const mapped = { kind, value: outcome.record, source, mappingVersionId: mapping.versionId };
    return { ok: true, source, mapped: mapped as AnyMappedRecord };
  });
}

function toError(source: Source, { code, errors }: Extract<PayloadOutcome, { ok: false }>): AppError {
  const { pointer = '', detail = '' } = errors[0] ?? {};
  if (code !== 'mapping.refused') return new AppError(code, { detail });
  const record = `${source.system} ${source.object} ${source.externalId}`;
  return new AppError(code, { detail: `${record}: ${pointer} ${detail}`.trim(), errors });
}
