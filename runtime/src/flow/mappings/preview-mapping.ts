import { inArray } from 'drizzle-orm';
import { AppError, type ErrorDetail } from '../../core/app-error.ts';
import { isJsonObject, type JsonObject, toJson } from '../../core/json.ts';
import { checkDefinition, type DefinitionWarning } from '../../core/mapping/check-definition.ts';
import { compileMapping } from '../../core/mapping/compile-mapping.ts';
import type { TracedWrite } from '../../core/mapping/row-plan.ts';
import { records } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { compileVersion, type PublishedMapping } from '../map/compile-version.ts';
import { loadPublishedMapping } from '../map/load-published-mapping.ts';
import { type MappingOutcome, runMapping } from '../map/run-mapping.ts';
import { checkContent } from './check-content.ts';
import { getVersion } from './get-version.ts';

/** A mapping to try: a stored version, content that is not stored, or else the live one; and what to try it on. */
export type PreviewMappingInput = {
  system: string;
  object: string;
  versionId?: string;
  content?: { definition: unknown; script: string | null };
  /** Raw records, or ids of stored ones. */
  records: readonly unknown[] | { recordIds: readonly string[] };
};

/** What a mapping makes of one record; `record` is null where it refuses it. */
export type PreviewedRecord = {
  recordId: string | null;
  externalId: string | null;
  record: JsonObject | null;
  findings: ErrorDetail[];
  /** Every value that a row wrote, in order. */
  writes: TracedWrite[];
};

const RECORDS_MAX = 100;

/**
 * Runs a mapping over records and stores nothing. Throws `mapping.not_found`, `mapping.not_published`,
 * `mapping.definition_invalid`, `mapping.script_refused`, and `request.invalid` for more than 100 records.
 */
export async function previewMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PreviewMappingInput;
}): Promise<{ records: PreviewedRecord[]; warnings: DefinitionWarning[] }> {
  authorise(ctx, 'read');
  const mapping = await loadMapping(ctx, input);
  const rows = await loadRows(ctx, input);
  const outcomes = await runMapping(ctx, mapping, rows);
  return {
    records: rows.map((row, at) => toPreview(mapping, row, outcomes[at])),
    warnings: checkDefinition(mapping.compiled.definition),
  };
}

async function loadMapping(ctx: Ctx, input: PreviewMappingInput): Promise<PublishedMapping> {
  const { content, versionId } = input;
  if (content !== undefined) {
    const checked = checkContent(ctx, content);
    const compiled = compileMapping(checked.definition);
    if (!compiled.ok) throw new AppError('mapping.definition_invalid', { errors: compiled.errors });
    return { versionId: 'preview', compiled: compiled.value, script: checked.script };
  }
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    if (versionId !== undefined) {
      const version = await getVersion(tx, versionId);
      const isOfIt = version.system === input.system && version.object === input.object;
      if (!isOfIt) throw new AppError('mapping.not_found');
      return compileVersion(version);
    }
    const live = await loadPublishedMapping(tx, { ...input, connectionId: null });
    if (live === undefined) throw new AppError('mapping.not_published');
    return live;
  });
}

type Row = Parameters<typeof runMapping>[2][number];

async function loadRows(ctx: Ctx, { system, object, records: wanted }: PreviewMappingInput): Promise<Row[]> {
  const count = 'recordIds' in wanted ? wanted.recordIds.length : wanted.length;
  if (count > RECORDS_MAX) {
    throw new AppError('request.invalid', { detail: `At most ${RECORDS_MAX} records are tried at once.` });
  }
  if ('recordIds' in wanted) {
    const { recordIds } = wanted;
    if (recordIds.length === 0) return [];
    const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
      tx
        .select()
        .from(records)
        .where(inArray(records.id, [...recordIds])),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return recordIds.flatMap((id) => byId.get(id) ?? []);
  }
  return wanted.map((payload, at) => {
    if (!isJsonObject(payload)) {
      throw new AppError('request.invalid', {
        errors: [{ pointer: `/records/${at}`, code: 'request.invalid', detail: 'must be an object' }],
      });
    }
    return { id: String(at), system, object, connectionId: null, externalId: String(at + 1), payload };
  });
}

function toPreview(
  mapping: PublishedMapping,
  row: Row,
  outcome: MappingOutcome | undefined,
): PreviewedRecord {
  const isStored = row.id.startsWith('rec_');
  const { writes } = mapping.compiled.trace(row.payload);
  const error = outcome?.ok === false ? outcome.error : undefined;
  return {
    recordId: isStored ? row.id : null,
    externalId: isStored ? row.externalId : null,
    record: outcome?.ok === true ? toJson(outcome.mapped.value) : null,
    findings:
      error === undefined
        ? []
        : error.errors.length > 0
          ? error.errors
          : [{ pointer: '', code: error.code, detail: error.detail }],
    writes,
  };
}
