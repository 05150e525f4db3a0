import { sql } from 'drizzle-orm';
import type { ErrorCode } from '../../core/error-codes.ts';
import { webhookRefusals } from '../../db/schema/index.ts';
import type { ConnectionRow, FlowDeps } from '../context.ts';

/** Counts a refused webhook per connection, code and day: the only thing that a bad signature leaves behind. */
export async function countRefusal(
  deps: FlowDeps,
  connection: ConnectionRow,
  code: ErrorCode,
): Promise<void> {
  await deps.database.inOrganization(connection.organizationId, (tx) =>
    tx
      .insert(webhookRefusals)
      .values({
        organizationId: connection.organizationId,
        connectionId: connection.id,
        code,
        refusedOn: deps.clock.now().toISOString().slice(0, 10),
        refusedCount: 1n,
      })
      .onConflictDoUpdate({
        target: [
          webhookRefusals.organizationId,
          webhookRefusals.connectionId,
          webhookRefusals.code,
          webhookRefusals.refusedOn,
        ],
        set: { refusedCount: sql`${webhookRefusals.refusedCount} + 1` },
      }),
  );
}
