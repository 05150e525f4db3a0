import { createHash } from 'node:crypto';
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { writeIntents } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { PushRecordInput } from './push-record.ts';

/** A write that is stored before it is made; the target's id when an earlier try got that far. */
export type PlannedWrite = { operationKey: string; externalId: string | undefined };

/**
 * Stores the intent of a write under its operation key, which tries of the same operation share. What the target
 * refused is another operation: a vendor would give its first answer again, whatever was mended there since.
 */
export async function planWrite(
  ctx: Ctx,
  input: PushRecordInput,
  lastSyncedAt: Date | null,
): Promise<PlannedWrite> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const refusals = await closeRefused(tx, input);
    const operationKey = operationKeyOf(input, lastSyncedAt, refusals);
    const now = ctx.deps.clock.now();
    const [intent] = await tx
      .insert(writeIntents)
      .values({
        organizationId: ctx.organizationId,
        id: ctx.deps.ids.next('writeIntent'),
        connectionId: input.connection.id,
        object: input.object,
        canonicalId: input.canonicalId,
        operationKey,
        fields: input.fields,
        state: 'planned',
        attemptCount: 1,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoUpdate({
        target: [writeIntents.organizationId, writeIntents.connectionId, writeIntents.operationKey],
        set: { attemptCount: sql`${writeIntents.attemptCount} + 1`, updatedAt: now },
      })
      .returning({ externalId: writeIntents.externalId });
    return { operationKey, externalId: intent?.externalId ?? undefined };
  });
}

/** Closes the intents of this record that the target refused; returns how many there were so far. */
async function closeRefused(tx: Tx, { connection, object, canonicalId }: PushRecordInput): Promise<number> {
  const isRefused = and(
    eq(writeIntents.connectionId, connection.id),
    eq(writeIntents.object, object),
    eq(writeIntents.canonicalId, canonicalId),
    eq(writeIntents.errorCode, 'target.refused'),
  );
  await tx
    .update(writeIntents)
    .set({ state: 'failed' })
    .where(and(isRefused, inArray(writeIntents.state, ['planned', 'written'])));
  const [row] = await tx.select({ refusals: count() }).from(writeIntents).where(isRefused);
  return row?.refusals ?? 0;
}

/**
 * The same content to the same record is the same operation, however often it is tried. Writing an old value again
 * after another one was confirmed is a new operation: a vendor would answer the old key from its memory.
 */
function operationKeyOf(input: PushRecordInput, lastSyncedAt: Date | null, refusals: number): string {
  const { connection, object, canonicalId, fields, references } = input;
  const after = lastSyncedAt?.toISOString() ?? null;
  const content = { connectionId: connection.id, object, canonicalId, fields, references, after };
  return createHash('sha256')
    .update(stableJson(refusals === 0 ? content : { ...content, refusals }))
    .digest('hex');
}
