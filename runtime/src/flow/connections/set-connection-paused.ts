import { and, eq, ne } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { connections } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Pauses a connection, or lets it go on; asked twice nothing more happens. Throws `connection.not_found`. */
export async function setConnectionPaused({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { connectionId: string; isPaused: boolean };
}): Promise<void> {
  authorise(ctx, 'admin');
  const { connectionId, isPaused } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [known] = await tx
      .select({ id: connections.id })
      .from(connections)
      .where(eq(connections.id, connectionId));
    if (known === undefined) throw new AppError('connection.not_found');
    const changed = await tx
      .update(connections)
      .set({ isPaused })
      .where(and(eq(connections.id, connectionId), ne(connections.isPaused, isPaused)))
      .returning({ id: connections.id });
    if (changed.length === 0) return;
    await recordAudit(tx, ctx, {
      action: isPaused ? 'connection.pause' : 'connection.resume',
      objectKind: 'connection',
      objectId: connectionId,
      before: { isPaused: !isPaused },
      after: { isPaused },
    });
  });
}
