import { isJsonObject, type JsonObject } from '../../../../runtime/src/core/json.ts';
import { draftMapping } from '../../../../runtime/src/flow/mappings/draft-mapping.ts';
import type { VersionRow } from '../../../../runtime/src/flow/mappings/get-version.ts';
import { publishMapping } from '../../../../runtime/src/flow/mappings/publish-mapping.ts';
import { readMapping } from '../../../../runtime/src/flow/mappings/read-mapping.ts';
import { reviewMapping } from '../../../../runtime/src/flow/mappings/review-mapping.ts';
import { saveMapping } from '../../../../runtime/src/flow/mappings/save-mapping.ts';
import { submitMapping } from '../../../../runtime/src/flow/mappings/submit-mapping.ts';
import type { Loop } from '../../../support/create-loop.ts';

type Row = JsonObject;

/** What tests do with the mapping of deals: Aiko drafts, Ken reviews and publishes. */
export function workOnMappings(loop: Loop, { system = 'hubspot', object = 'deal' } = {}) {
  const author = () => loop.organization.author;
  const reviewer = () => loop.organization.approver;
  const versions = () => readMapping({ ctx: author(), input: { system, object } });
  const live = async (): Promise<VersionRow> => {
    const found = (await versions()).find(({ status }) => status === 'published');
    if (found === undefined) throw new Error('nothing is live');
    return found;
  };
  const get = async (versionId: string): Promise<VersionRow> => {
    const found = (await versions()).find(({ id }) => id === versionId);
    if (found === undefined) throw new Error('no such version');
    return found;
  };
  return {
    live,
    get,
    /** A draft of the live version with its rows changed; returns its id. */
    async draft(
      change: (rows: Row[]) => Row[] = (rows) => rows,
      reason = 'The CRM changed.',
    ): Promise<string> {
      const base = await live();
      const { versionId } = await draftMapping({ ctx: author(), input: { fromVersionId: base.id, reason } });
      const rows = Array.isArray(base.definition['fields'])
        ? base.definition['fields'].filter(isJsonObject)
        : [];
      await saveMapping({
        ctx: author(),
        input: {
          versionId,
          definition: { ...base.definition, fields: change(rows) },
          script: base.script,
          revision: 1,
        },
      });
      return versionId;
    },
    async publish(versionId: string): Promise<void> {
      await submitMapping({ ctx: author(), input: { versionId } });
      await reviewMapping({ ctx: reviewer(), input: { versionId, decision: 'approve' } });
      await publishMapping({ ctx: reviewer(), input: { versionId } });
    },
  };
}

/** Replaces the row of a target, or leaves the rows as they are. */
export const withRow =
  (to: string, change: (row: Row) => Row) =>
  (rows: Row[]): Row[] =>
    rows.map((row) => (row['to'] === to ? change(row) : row));
