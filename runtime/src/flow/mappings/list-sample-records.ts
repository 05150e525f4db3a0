import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { records } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadRunRecords, type RunRecord, type RunScope } from './runs/load-run-records.ts';

/** The object, and the record that is looked for by the id that its system gave it. */
export type ListSampleRecordsInput = RunScope & { externalId?: string };

/** As many as one looks through in a list. */
const SAMPLES_MAX = 25;

/**
 * Stored records to try a mapping on: the newest of its object in their current version, or the one that is asked for.
 */
export async function listSampleRecords({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListSampleRecordsInput;
}): Promise<RunRecord[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    input.externalId === undefined
      ? loadRunRecords(tx, input, { limit: SAMPLES_MAX }, { position: '', count: SAMPLES_MAX })
      : findByExternalId(tx, input, input.externalId),
  );
}

function findByExternalId(
  tx: Tx,
  { system, object, connectionId }: RunScope,
  externalId: string,
): Promise<RunRecord[]> {
  return tx
    .select({
      id: records.id,
      system: records.system,
      object: records.object,
      connectionId: records.connectionId,
      externalId: records.externalId,
      payload: records.payload,
    })
    .from(records)
    .where(
      and(
        eq(records.system, system),
        eq(records.object, object),
        eq(records.externalId, externalId),
        connectionId === null ? undefined : eq(records.connectionId, connectionId),
      ),
    )
    .orderBy(desc(records.seenAt), desc(records.seenSequence))
    .limit(1);
}
