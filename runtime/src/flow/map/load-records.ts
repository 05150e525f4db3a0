import { isAnyOf } from '../../db/is-any-of.ts';
import { records } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { type LiveMapping, loadPublishedMapping } from './load-published-mapping.ts';

/** Neighbours of one object and connection with their published mapping. */
export type RecordGroup = { mapping: LiveMapping; rows: (typeof records.$inferSelect)[] };

/**
 * Loads records in the order of their ids, cut into runs of one object each, with the mapping of each run. Records of
 * objects without a mapping are left out. Throws `mapping.definition_invalid`.
 */
export async function loadRecords(ctx: Ctx, recordIds: string[]): Promise<RecordGroup[]> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx.select().from(records).where(isAnyOf(records.id, recordIds));
    const order = new Map(recordIds.map((id, index) => [id, index]));
    rows.sort((left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0));
    const runs = cutByObject(rows);
    const objects = new Map(runs.map(([first]) => [objectOf(first), first]));
    const mappings = new Map(
      await Promise.all(
        [...objects].map(async ([key, object]) => [key, await loadPublishedMapping(tx, object)] as const),
      ),
    );
    return runs.flatMap((run) => {
      const mapping = mappings.get(objectOf(run[0]));
      return mapping === undefined ? [] : [{ mapping, rows: run }];
    });
  });
}

type RecordRow = typeof records.$inferSelect;
type Run = [RecordRow, ...RecordRow[]];

const objectOf = ({ system, object, connectionId }: RecordRow): string =>
  `${system} ${object} ${connectionId ?? ''}`;

/** Neighbours of one object go through the sandbox together; the order of objects stays as it came. */
function cutByObject(rows: RecordRow[]): Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && objectOf(last[0]) === objectOf(row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}
