import { createHash } from 'node:crypto';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import type { RecordOrigin, StoredRecord } from './store-records.ts';

/** One mapping job takes this many records, so that a large push is spread and a failure stays small. */
const CHUNK_MAX = 250;
/**
 * Lanes that the records of one object are spread over: as many as a full push of 1000 has chunks. More of them would cut
 * a push into jobs so small that what a job costs outweighs its records.
 */
const LANES = 4;

/**
 * Mapping jobs for pushed records that are still to be mapped. A record always goes through the same lane, and the
 * jobs of a lane run one after the other, so its versions are mapped in the order in which they were pushed.
 */
export function mapJobsOf(ctx: Ctx, origin: RecordOrigin, stored: StoredRecord[]): NewJob<'map'>[] {
  const lanes = Map.groupBy(
    stored.filter((record) => !record.isMapped),
    (record) => `${origin.connectionId ?? origin.system}/${record.object}/lane-${laneOf(record.externalId)}`,
  );
  return [...lanes].flatMap(([key, records]) =>
    Array.from({ length: Math.ceil(records.length / CHUNK_MAX) }, (_, index) => ({
      stage: 'map' as const,
      key,
      payload: {
        organizationId: ctx.organizationId,
        requestId: ctx.requestId,
        recordIds: records.slice(index * CHUNK_MAX, (index + 1) * CHUNK_MAX).map((record) => record.id),
      },
    })),
  );
}

function laneOf(externalId: string): number {
  return createHash('sha256').update(externalId).digest().readUInt16BE() % LANES;
}
