import { MappingDefinition } from '../../../core/mapping/definition.ts';
import { finishMapping } from '../../../core/mapping/finish-mapping.ts';
import type { Ctx } from '../../context.ts';
import type { AnyMappedRecord } from '../../map/mapped-record.ts';
import type { MappingOutcome } from '../../map/run-mapping.ts';
import { loadStandings } from '../../map/source-link.ts';
import type { VersionRow } from '../get-version.ts';
import { loadCanonicalBodies } from './load-canonical-bodies.ts';
import type { RunRecord } from './load-run-records.ts';

/** What is made of records as it stands with us, in their order; undefined where there is nothing. */
export async function loadStanding(
  ctx: Ctx,
  { id: mappingVersionId, definition }: VersionRow,
  rows: readonly RunRecord[],
): Promise<(MappingOutcome | undefined)[]> {
  const { kind } = MappingDefinition.parse(definition);
  const sources = rows.map(({ id: recordId, system, connectionId, object, externalId }) => ({
    system,
    connectionId,
    object,
    externalId,
    recordId,
  }));
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const standings = await loadStandings(tx, sources);
    const ids = standings.flatMap(({ canonicalId }) => canonicalId ?? []);
    const bodies = await loadCanonicalBodies(tx, kind, ids);
    return sources.map((source, at): MappingOutcome | undefined => {
      const canonicalId = standings[at]?.canonicalId;
      const value = canonicalId === undefined ? undefined : bodies.get(canonicalId);
      const finished = value === undefined ? undefined : finishMapping(kind, value);
      if (finished?.ok !== true) return undefined;
      const mapped = { kind, value: finished.record, source, mappingVersionId };
      return { ok: true, source, mapped: mapped as AnyMappedRecord };
    });
  });
}
