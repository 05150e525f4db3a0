import { inArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { records } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { JobPayload, NewJob } from '../jobs.ts';
import { recordFailure, resolveFailures } from '../record-failure.ts';
import { recordKeyOf, subjectKeyOf } from '../subject-key.ts';
import { draftsOfParties, type Party } from './drafts-of-parties.ts';
import { loadPublishedMapping } from './load-published-mapping.ts';
import { type MappingOutcome, runMapping } from './run-mapping.ts';
import { isOutdated, lockSources } from './source-link.ts';
import { type StoredMapped, storeMapped } from './store-mapped.ts';

/**
 * Maps stored records to canonical ones and hands on what follows. A record that its mapping refuses becomes a
 * dead letter that names system, record, field and reason; the others of the batch go on. Of two versions of one
 * record the newer is the one that stays, in whatever order their jobs run.
 * Records of objects without a mapping are kept as received and nothing more.
 */
export async function mapRecords({ ctx, input }: { ctx: Ctx; input: JobPayload<'map'> }): Promise<void> {
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.select().from(records).where(inArray(records.id, input.recordIds)),
  );
  const order = new Map(input.recordIds.map((id, index) => [id, index]));
  rows.sort((left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0));
  const outcomes: MappingOutcome[] = [];
  for (const group of groupByObject(rows)) {
    const mapping = await loadPublishedMapping(ctx, group.system, group.object);
    if (mapping === undefined) continue;
    outcomes.push(...(await runMapping(ctx, mapping, group.rows)));
  }
  if (outcomes.length === 0) return;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lockSources(
      tx,
      ctx,
      outcomes.map((outcome) => outcome.source),
    );
    const jobs = new Map<string, NewJob>();
    // By subject: two payments of one invoice share their key and are settled both.
    const add = (job: NewJob) => jobs.set(`${job.stage} ${subjectKeyOf(job)}`, job);
    const parties: Party[] = [];
    for (const outcome of outcomes) {
      const stored = await settleOutcome(tx, ctx, outcome);
      stored.jobs.forEach(add);
      if (stored.changedParty !== undefined) parties.push(stored.changedParty);
    }
    (await draftsOfParties(tx, ctx, parties)).forEach(add);
    await ctx.deps.jobs.enqueue(tx, [...jobs.values()]);
  });
}

const NOTHING: StoredMapped = { jobs: [] };

async function settleOutcome(tx: Tx, ctx: Ctx, outcome: MappingOutcome): Promise<StoredMapped> {
  const { source } = outcome;
  if (await isOutdated(tx, source)) return NOTHING;
  const key = recordKeyOf(source);
  try {
    if (!outcome.ok) throw outcome.error;
    const stored = await storeMapped(tx, ctx, outcome.mapped);
    await resolveFailures(tx, 'map', key);
    return stored;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    await recordFailure(tx, ctx, {
      job: {
        stage: 'map',
        key,
        payload: {
          organizationId: ctx.organizationId,
          requestId: ctx.requestId,
          recordIds: [source.recordId],
        },
      },
      subject: {
        system: source.system,
        object: source.object,
        externalId: source.externalId,
        recordId: source.recordId,
      },
      error: cause,
      attemptCount: 1,
      isFinal: true,
    });
    return NOTHING;
  }
}

type RecordRow = typeof records.$inferSelect;

/** Neighbours of one object go through the sandbox together; the order of objects stays as it came. */
function groupByObject(rows: RecordRow[]): { system: string; object: string; rows: RecordRow[] }[] {
  const groups: { system: string; object: string; rows: RecordRow[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last !== undefined && last.system === row.system && last.object === row.object) last.rows.push(row);
    else groups.push({ system: row.system, object: row.object, rows: [row] });
  }
  return groups;
}
