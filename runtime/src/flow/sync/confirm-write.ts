import { and, eq } from 'drizzle-orm';
import { syncLinks, writeIntents } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { TargetRecord } from '../ports.ts';
import { recordAudit } from '../record-audit.ts';
import type { PushRecordInput } from './push-record.ts';

/** Marks a record as in sync with what was read back, with its audit entry. */
export async function confirmWrite(
  ctx: Ctx,
  input: PushRecordInput,
  operationKey: string,
  stored: TargetRecord,
  hashes: Record<string, string>,
): Promise<void> {
  const now = ctx.deps.clock.now();
  const { connection, object, canonicalKind, canonicalId } = input;
  const state = {
    externalId: stored.externalId,
    state: 'in_sync' as const,
    fieldHashes: hashes,
    readBack: stored.fields,
    lastSyncedAt: now,
  };
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await tx
      .insert(syncLinks)
      .values({
        organizationId: ctx.organizationId,
        connectionId: connection.id,
        object,
        canonicalKind,
        canonicalId,
        ...state,
      })
      .onConflictDoUpdate({
        target: [syncLinks.organizationId, syncLinks.connectionId, syncLinks.object, syncLinks.canonicalId],
        set: state,
      });
    await tx
      .update(writeIntents)
      .set({
        state: 'confirmed',
        externalId: stored.externalId,
        errorCode: null,
        errorDetail: null,
        updatedAt: now,
      })
      .where(and(eq(writeIntents.connectionId, connection.id), eq(writeIntents.operationKey, operationKey)));
    await recordAudit(tx, ctx, {
      action: 'sync.confirmed',
      objectKind: canonicalKind,
      objectId: canonicalId,
      after: { connection: connection.name, object, externalId: stored.externalId, readBack: stored.fields },
    });
  });
}
