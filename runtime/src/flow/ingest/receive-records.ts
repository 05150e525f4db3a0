import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { isJsonObject, type JsonValue } from '../../core/json.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { RawRecord } from '../ports.ts';
import { findPushConnection } from './find-push-connection.ts';
import { mapJobsOf } from './map-jobs-of.ts';
import { storeRecords } from './store-records.ts';

/** Records of one object, as pushed by another system or an n8n flow. */
export type ReceiveRecordsInput = {
  system: string;
  object: string;
  /** Needed where several connections of the system exist; the only one is meant otherwise. */
  connectionId?: string;
  records: JsonValue[];
};

/** What became of each pushed record, in order. */
export type ReceivedRecord =
  | { status: 'accepted'; recordId: string; externalId: string; isNew: boolean }
  | { status: 'refused'; pointer: string; detail: string };

const RECORDS_MAX = 1_000;

/**
 * Stores pushed records durably and hands them to the mapping. A bad record is refused by its place; the others go on.
 * Throws `record.object_unknown` when no mapping is published for the object, `connection.not_found`, or
 * `request.invalid` when it is not clear which connection the records belong to.
 */
export async function receiveRecords({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReceiveRecordsInput;
}): Promise<ReceivedRecord[]> {
  authorise(ctx, 'ingest');
  if (input.records.length > RECORDS_MAX) {
    throw new AppError('request.body_too_large', {
      detail: `At most ${RECORDS_MAX} records in one request.`,
    });
  }
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const published = await tx
      .select({ id: mappingVersions.id })
      .from(mappingVersions)
      .where(
        and(
          eq(mappingVersions.system, input.system),
          eq(mappingVersions.object, input.object),
          eq(mappingVersions.status, 'published'),
        ),
      );
    if (published.length === 0) {
      throw new AppError('record.object_unknown', {
        detail: `No mapping is published for ${input.system} ${input.object}.`,
      });
    }
    const read = input.records.map((record, index) => toRawRecord(input.object, record, index));
    const raw = read.flatMap((entry) => (entry.ok ? [entry.record] : []));
    const connectionId = await findPushConnection(tx, input);
    const origin = { system: input.system, connectionId, seenAt: ctx.deps.clock.now() };
    const stored = await storeRecords(tx, ctx, origin, raw);
    await ctx.deps.jobs.enqueue(tx, mapJobsOf(ctx, origin, stored));
    let next = 0;
    return read.map((entry): ReceivedRecord => {
      if (!entry.ok) return { status: 'refused', pointer: entry.pointer, detail: entry.detail };
      const record = stored[next++];
      return record === undefined
        ? { status: 'refused', pointer: '', detail: 'The record was not stored.' }
        : { status: 'accepted', recordId: record.id, externalId: record.externalId, isNew: record.isNew };
    });
  });
}

type ReadRecord = { ok: true; record: RawRecord } | { ok: false; pointer: string; detail: string };

function toRawRecord(object: string, value: JsonValue, index: number): ReadRecord {
  const refuse = (pointer: string, detail: string): ReadRecord => ({ ok: false, pointer, detail });
  if (!isJsonObject(value)) return refuse(`/${index}`, 'A record must be a JSON object.');
  const id = value['id'];
  const externalId = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id;
  if (typeof externalId !== 'string' || externalId === '' || externalId.length > 200) {
    return refuse(`/${index}/id`, 'A record needs an "id" of 1 to 200 characters.');
  }
  return { ok: true, record: { object, externalId, modifiedAt: null, payload: value } };
}
