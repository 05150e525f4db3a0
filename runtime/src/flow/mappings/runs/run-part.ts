import type { RecordResult } from '../../../core/mapping/runs/run-summary.ts';
import type { mappingRunRecords } from '../../../db/schema/index.ts';
import type { VersionRow } from '../get-version.ts';
import type { RunRow } from './get-run.ts';
import type { RunRecord } from './load-run-records.ts';

/** A run with what it needs for its next part; `against` is the version that it is compared with. */
export type RunPart = {
  run: RunRow;
  version: VersionRow;
  against: VersionRow | undefined;
  rows: RunRecord[];
};

/** What a part made of its records: what is counted, and what is kept to be looked at. */
export type PartResult = {
  results: RecordResult[];
  unpricedCount: number;
  kept: Omit<typeof mappingRunRecords.$inferInsert, 'organizationId' | 'runId'>[];
};
