import { inArray } from 'drizzle-orm';
import type { JsonObject } from '../core/json.ts';
import type { Tx } from '../db/open-database.ts';
import { records } from '../db/schema/index.ts';
import { JOB_PAYLOADS } from './jobs.ts';
import { type JobOfSubject, recordKeyOf } from './subject-key.ts';

/** One thing that a job is about: the job that does it alone, and what people are shown. */
export type JobSubject = { job: JobOfSubject; shown: JsonObject };

const NOT_SHOWN = ['organizationId', 'requestId', 'hintedAt'];

/** What a job is about: the records of a mapping one by one, otherwise the one thing that its payload names. */
export async function loadJobSubjects(tx: Tx, job: JobOfSubject): Promise<JobSubject[]> {
  const ofRecords = job.stage === 'map' ? await loadRecordSubjects(tx, job) : [];
  return ofRecords.length > 0 ? ofRecords : [{ job, shown: shownOf(job) }];
}

async function loadRecordSubjects(tx: Tx, job: JobOfSubject): Promise<JobSubject[]> {
  const payload = JOB_PAYLOADS.map.safeParse(job.payload);
  if (!payload.success) return [];
  const { recordIds, ...origin } = payload.data;
  const rows = await tx
    .select({
      id: records.id,
      connectionId: records.connectionId,
      system: records.system,
      object: records.object,
      externalId: records.externalId,
    })
    .from(records)
    .where(inArray(records.id, recordIds))
    .orderBy(records.id);
  return rows.map((row) => ({
    job: { stage: job.stage, key: recordKeyOf(row), payload: { ...origin, recordIds: [row.id] } },
    shown: { system: row.system, object: row.object, externalId: row.externalId, recordId: row.id },
  }));
}

function shownOf({ stage, payload }: JobOfSubject): JsonObject {
  const entries = Object.entries(payload).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !NOT_SHOWN.includes(entry[0]),
  );
  return { stage, ...Object.fromEntries(entries) };
}
