import { and, count, eq, gt, isNull, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { deadLetters, mappingVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { LiveMapping } from './load-published-mapping.ts';
import type { RecordGroup } from './load-records.ts';
import type { MappingOutcome } from './run-mapping.ts';

/** So many records whose script did not end, within so long, pause a mapping. A guess. */
const TIMEOUTS_MAX = 5;
const WINDOW_MS = 10 * 60 * 1_000;

/** True for a record whose script was stopped by the deadline. */
export const isTimeout = (outcome: MappingOutcome): boolean =>
  !outcome.ok && outcome.error.code === 'mapping.script_timeout';

/** What a paused mapping makes of records: each waits as a dead letter, and goes through when it is replayed. */
export function refusePaused(rows: RecordGroup['rows']): MappingOutcome[] {
  return rows.map(({ id: recordId, system, connectionId, object, externalId }) => ({
    ok: false,
    source: { system, connectionId, object, externalId, recordId },
    error: new AppError('mapping.paused'),
  }));
}

/** Pauses a mapping when the scripts of five records hung within ten minutes: each costs a thread and a second. */
export async function pauseHanging(tx: Tx, ctx: Ctx, mapping: LiveMapping): Promise<void> {
  const { system, object } = mapping.compiled.definition;
  const now = ctx.deps.clock.now();
  const [hung] = await tx
    .select({ count: count() })
    .from(deadLetters)
    .where(
      and(
        eq(deadLetters.queue, 'map'),
        eq(deadLetters.code, 'mapping.script_timeout'),
        gt(deadLetters.lastFailedAt, new Date(now.getTime() - WINDOW_MS)),
        sql`${deadLetters.subject} ->> 'system' = ${system} and ${deadLetters.subject} ->> 'object' = ${object}`,
      ),
    );
  if ((hung?.count ?? 0) < TIMEOUTS_MAX) return;
  const paused = await tx
    .update(mappingVersions)
    .set({ pausedAt: now })
    .where(and(eq(mappingVersions.id, mapping.versionId), isNull(mappingVersions.pausedAt)))
    .returning({ id: mappingVersions.id });
  if (paused.length === 0) return;
  await recordAudit(tx, ctx, {
    action: 'mapping.pause',
    objectKind: 'mapping',
    objectId: mapping.versionId,
    after: { system, object, timeouts: hung?.count ?? 0 },
  });
}
