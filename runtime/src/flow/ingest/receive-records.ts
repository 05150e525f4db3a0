import { eq } from 'drizzle-orm';
import type { JsonValue } from '../../core/json.ts';
import { inbox } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { findPushTarget } from './find-push-target.ts';
import { mapJobsOf } from './map-jobs-of.ts';
import { readRecord } from './read-record.ts';
import { storeRecords } from './store-records.ts';

/** Records of one object, as pushed by another system or an n8n flow. */
export type ReceiveRecordsInput = {
  system: string;
  object: string;
  /** Needed where several connections of the system exist; the only one is meant otherwise. */
  connectionId?: string;
  records: JsonValue[];
  /** The row that they waited in, which is done with when they are stored; without it they were seen now. */
  waited?: { inboxId: string; receivedAt: Date };
};

/** What became of each pushed record, in order. */
export type ReceivedRecord =
  | { status: 'accepted'; recordId: string; externalId: string; isNew: boolean }
  | { status: 'refused'; pointer: string; detail: string };

/**
 * Stores pushed records one by one and hands them to the mapping. A bad record is refused by its place; the others go
 * on. Throws what `findPushTarget` does.
 */
export async function receiveRecords({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReceiveRecordsInput;
}): Promise<ReceivedRecord[]> {
  authorise(ctx, 'ingest');
  const { connectionId } = await findPushTarget(ctx, input);
  const read = input.records.map((record) => readRecord(input.object, record));
  const raw = read.flatMap((entry) => (entry.ok ? [entry.record] : []));
  const seenAt = input.waited?.receivedAt ?? ctx.deps.clock.now();
  const origin = { system: input.system, connectionId, seenAt };
  const stored = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const done = await storeRecords(tx, ctx, origin, raw);
    await ctx.deps.jobs.enqueue(tx, mapJobsOf(ctx, origin, done));
    if (input.waited !== undefined) await tx.delete(inbox).where(eq(inbox.id, input.waited.inboxId));
    return done;
  });
  let next = 0;
  return read.map((entry, index): ReceivedRecord => {
    if (!entry.ok) return { status: 'refused', pointer: `/${index}${entry.pointer}`, detail: entry.detail };
    const record = stored[next++];
    return record === undefined
      ? { status: 'refused', pointer: '', detail: 'The record was not stored.' }
      : { status: 'accepted', recordId: record.id, externalId: record.externalId, isNew: record.isNew };
  });
}
