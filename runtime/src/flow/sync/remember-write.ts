import { sql } from 'drizzle-orm';
import { ourWrites } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { PushRecordInput } from './push-record.ts';

/** Enters what we write into the ledger, before the call where the record's id is known: its echo may be faster. */
export async function rememberWrite(
  ctx: Ctx,
  input: PushRecordInput,
  externalId: string,
  hashes: Record<string, string>,
): Promise<void> {
  const writtenAt = ctx.deps.clock.now();
  const rows = Object.entries(hashes).map(([field, valueHash]) => ({
    organizationId: ctx.organizationId,
    connectionId: input.connection.id,
    object: input.object,
    externalId,
    field,
    valueHash,
    writtenAt,
  }));
  await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .insert(ourWrites)
      .values(rows)
      .onConflictDoUpdate({
        target: [
          ourWrites.organizationId,
          ourWrites.connectionId,
          ourWrites.object,
          ourWrites.externalId,
          ourWrites.field,
        ],
        set: { valueHash: sql`excluded.value_hash`, writtenAt },
      }),
  );
}
