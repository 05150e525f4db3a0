import { and, asc, desc, eq, gt } from 'drizzle-orm';
import { AppError } from '../../../core/app-error.ts';
import { mappingRunRecords, mappingRuns } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { authoriseMappings } from '../authorise-mappings.ts';
import type { RunRow } from './get-run.ts';

/** A record of a run that is worth looking at. */
export type RunRecordRow = typeof mappingRunRecords.$inferSelect;

const RECORDS_PER_PAGE = 50;

/** A run with a page of the records that it keeps; throws `mapping.not_found`. */
export async function readRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; after?: string };
}): Promise<{ run: RunRow; records: RunRecordRow[]; next: string | null }> {
  authoriseMappings(ctx);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [run] = await tx.select().from(mappingRuns).where(eq(mappingRuns.id, input.runId));
    if (run === undefined) throw new AppError('mapping.not_found', { detail: 'There is no such run.' });
    const rows = await tx
      .select()
      .from(mappingRunRecords)
      .where(and(eq(mappingRunRecords.runId, run.id), gt(mappingRunRecords.recordId, input.after ?? '')))
      .orderBy(asc(mappingRunRecords.recordId))
      .limit(RECORDS_PER_PAGE + 1);
    const records = rows.slice(0, RECORDS_PER_PAGE);
    return { run, records, next: rows.length > records.length ? (records.at(-1)?.recordId ?? null) : null };
  });
}

/** The runs of a version, newest first. */
export async function listRuns({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<RunRow[]> {
  authoriseMappings(ctx);
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select()
      .from(mappingRuns)
      .where(eq(mappingRuns.versionId, input.versionId))
      .orderBy(desc(mappingRuns.id))
      .limit(20),
  );
}
