import { and, eq, gt } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { records } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { openConnectionIn } from '../find-connection.ts';
import type { JobPayload } from '../jobs.ts';
import { checkForForeignEdit } from '../sync/check-for-foreign-edit.ts';
import { storeRecords } from './store-records.ts';

/**
 * Fetches a hinted record with what it depends on, stores what is new, and hands it to the mapping.
 * Hints of a burst are answered by one fetch: a record that was fetched after the hint needs no other.
 */
export async function fetchRecord({ ctx, input }: { ctx: Ctx; input: JobPayload<'fetch'> }): Promise<void> {
  const { database, jobs, clock } = ctx.deps;
  const [{ connection, connector }, isKnown] = await database.inOrganization(ctx.organizationId, (tx) =>
    Promise.all([openConnectionIn(tx, ctx.deps, input.connectionId), isFresh(tx, input)]),
  );
  // First, and whatever was fetched since: a check that failed after the record was stored would never come again.
  if (connection.role === 'accounting') {
    await checkForForeignEdit(ctx, connection, connector, input.object, input.externalId);
  }
  if (isKnown) return;
  // Taken before the call: an edit that lands while we read brings a later hint, which must fetch again.
  const askedAt = clock.now();
  const raw = await connector.get(input.object, input.externalId);
  await database.inOrganization(ctx.organizationId, async (tx) => {
    const stored = await storeRecords(
      tx,
      ctx,
      { system: connection.system, connectionId: connection.id, seenAt: askedAt },
      raw,
    );
    const unmapped = stored.filter((record) => !record.isMapped);
    if (unmapped.length === 0) return;
    const key = `${connection.id}/${input.object}/${input.externalId}`;
    await jobs.enqueue(tx, [
      {
        stage: 'map',
        key,
        payload: {
          organizationId: ctx.organizationId,
          requestId: ctx.requestId,
          recordIds: unmapped.map((record) => record.id),
        },
      },
    ]);
  });
}

async function isFresh(tx: Tx, input: JobPayload<'fetch'>): Promise<boolean> {
  const fetchedSince = await tx
    .select({ id: records.id })
    .from(records)
    .where(
      and(
        eq(records.connectionId, input.connectionId),
        eq(records.object, input.object),
        eq(records.externalId, input.externalId),
        gt(records.seenAt, new Date(input.hintedAt)),
      ),
    )
    .limit(1);
  return fetchedSince.length > 0;
}
