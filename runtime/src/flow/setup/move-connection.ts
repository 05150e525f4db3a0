import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { connections } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Points a connection to another base URL of its vendor; nothing happens when it is there already. */
export async function moveConnection(
  tx: Tx,
  ctx: Ctx,
  input: { connectionId: string; baseUrl: string },
): Promise<void> {
  authorise(ctx, 'admin');
  const moved = await tx
    .update(connections)
    .set({ baseUrl: input.baseUrl })
    .where(and(eq(connections.id, input.connectionId), ne(connections.baseUrl, input.baseUrl)))
    .returning({ id: connections.id });
  if (moved.length === 0) return;
  await recordAudit(tx, ctx, {
    action: 'connection.move',
    objectKind: 'connection',
    objectId: input.connectionId,
    after: { baseUrl: input.baseUrl },
  });
}
