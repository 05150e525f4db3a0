import { sql } from 'drizzle-orm';
import type { JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../db/open-database.ts';

/** The current content of records of ours as they were mapped, by id; those of which no version is kept are not in it. */
export async function loadCanonicalBodies(
  tx: Tx,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<{ canonical_id: string; body: JsonObject }>(sql`
    select distinct on (canonical_id) canonical_id, body from canonical_versions
    where kind = ${kind} and canonical_id in (
      select jsonb_array_elements_text((${JSON.stringify(ids)}::text)::jsonb))
    order by canonical_id, version desc`);
  return new Map(rows.map(({ canonical_id, body }) => [canonical_id, body]));
}
