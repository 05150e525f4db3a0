import type { ErrorDetail } from '../core/app-error.ts';
import type { DefinitionWarning } from '../core/mapping/check-definition.ts';
import { placeToText } from '../core/mapping/path.ts';
import type { TracedWrite } from '../core/mapping/row-plan.ts';
import type { ValueChange } from '../core/mapping/runs/diff-records.ts';
import type { VersionRow } from '../flow/mappings/get-version.ts';
import type { MappingSummary } from '../flow/mappings/list-mappings.ts';
import type { Fixture } from '../flow/mappings/load-fixtures.ts';
import type { PreviewedRecord } from '../flow/mappings/preview-mapping.ts';
import type { VersionView } from '../flow/mappings/read-version.ts';
import type { FixtureResult } from '../flow/mappings/run-fixtures.ts';
import type { RunRow } from '../flow/mappings/runs/get-run.ts';
import type { RunRecordRow } from '../flow/mappings/runs/read-run.ts';

/** Refusals as they are answered: the texts in both languages are for pages. */
const toFindings = (errors: readonly ErrorDetail[]) =>
  errors.map(({ pointer, code, detail }) => ({ pointer, code, detail }));

const toLive = (version: VersionRow | null) =>
  version === null
    ? null
    : { versionId: version.id, version: version.version, publishedAt: version.publishedAt };

/** A mapping of the list as it is answered. */
export const toMappingSummary = ({ live, open, ...mapping }: MappingSummary) => ({
  ...mapping,
  live: toLive(live),
  draftCount: open.length,
});

/** A mapping as it is answered alone, of all its versions; the live one is that of its system. */
export function toMappingAnswer(versions: readonly [VersionRow, ...VersionRow[]]) {
  const [{ system, object, kind }] = versions;
  const live = versions.find(({ status, connectionId }) => status === 'published' && connectionId === null);
  return { system, object, kind, live: toLive(live ?? null), versions: versions.map(toVersionSummary) };
}

/** A version without its content. */
function toVersionSummary(version: VersionRow) {
  const { organizationId: _, definition: _rows, script: _script, contentHash: _hash, ...facts } = version;
  return facts;
}

/** A version as it is answered alone. */
export function toVersionAnswer({ version, definition, fixtures, replaces, diff, ...checks }: VersionView) {
  return {
    ...toVersionSummary(version),
    definition,
    script: version.script,
    fixtures: fixtures.map(({ name }) => name),
    replaces: replaces === null ? null : { versionId: replaces.id, version: replaces.version },
    diff: diff === null ? null : { ...diff, isScriptChanged: replaces?.script !== version.script },
    breaking: checks.breaking.map(({ texts, ...change }) => ({ ...change, detail: texts.en })),
    warnings: checks.warnings.map(toWarning),
  };
}

/** A warning as it is answered. */
export const toWarning = ({ texts, suggestion, ...warning }: DefinitionWarning) => ({
  ...warning,
  suggestion: suggestion ?? null,
  detail: texts.en,
});

/** A tried record as it is answered, without the way of its values. */
export const toOutcome = ({ recordId, externalId, record, findings }: PreviewedRecord) => ({
  recordId,
  externalId,
  ok: record !== null,
  record,
  findings: toFindings(findings),
});

/** A written value as it is answered: places as they are spelt in a mapping. */
export const toWrite = ({ to, reads, ...write }: TracedWrite) => ({
  ...write,
  to: placeToText(to),
  reads: reads.map(({ place, value }) => ({ place: placeToText(place), value })),
});

/** A run as it is answered, without its records. */
export function toRunAnswer({ organizationId: _, kind: _kind, position: _position, ...run }: RunRow) {
  return run;
}

/** A record of a run as it is answered. */
export const toRunRecord = ({ organizationId: _, runId: _run, ...record }: RunRecordRow) => ({
  ...record,
  findings: toFindings(record.findings),
  changes: record.changes.map(toChange),
});

/** A difference as it is answered; JSON leaves out the side that has no value. */
const toChange = ({ path, before, after }: ValueChange) => ({ path, before, after });

/** A fixture with what a version makes of it, as it is answered. */
export const toFixtureAnswer = ({ name, source, expected }: Fixture, result: FixtureResult) => ({
  name,
  source,
  expected,
  isMet: result.isMet,
  actual: result.actual,
  refusal: result.refusal,
  differences: result.differences.map(toChange),
});
