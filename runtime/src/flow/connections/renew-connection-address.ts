import { createHash, randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { connections, lookupKeys } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { connectionHookUrl } from './connection-hook-url.ts';

/** 128 bits, as the first address has. */
const TOKEN_BYTES = 16;

/**
 * Gives the webhook of a connection a new address, which is shown this once. The old one is unknown from then on, at
 * latest once the hub's processes look it up again, some seconds later. Throws `connection.not_found`, and
 * `request.invalid` for a connection that takes no webhooks.
 */
export async function renewConnectionAddress({
  ctx,
  input: { connectionId },
}: {
  ctx: Ctx;
  input: { connectionId: string };
}): Promise<{ hookUrl: string }> {
  authorise(ctx, 'admin');
  const { organizationId } = ctx;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await ctx.deps.database.inOrganization(organizationId, async (tx) => {
    // Locked: of two who renew at once, the later one's address is the only one that is left.
    const [row] = await tx
      .select({ role: connections.role })
      .from(connections)
      .where(eq(connections.id, connectionId))
      .for('no key update');
    if (row === undefined) throw new AppError('connection.not_found');
    if (row.role === 'push') {
      throw new AppError('request.invalid', { detail: 'This connection takes no webhooks.' });
    }
    await tx.execute(sql`select forget_lookups('connection', ${connectionId})`);
    await tx.insert(lookupKeys).values({
      hash: createHash('sha256').update(token).digest(),
      kind: 'connection',
      organizationId,
      objectId: connectionId,
    });
    await recordAudit(tx, ctx, {
      action: 'connection.renew_address',
      objectKind: 'connection',
      objectId: connectionId,
    });
  });
  return { hookUrl: connectionHookUrl(ctx, token) };
}
