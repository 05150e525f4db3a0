import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { apiKeys } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * Revokes an API key; the next request with it is refused. A key that is revoked already stays as it is.
 * Throws `request.not_found` for a key that the organization does not have.
 */
export async function revokeApiKey({ ctx, input }: { ctx: Ctx; input: { keyId: string } }): Promise<void> {
  authorise(ctx, 'admin');
  const revokedAt = ctx.deps.clock.now();
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [key] = await tx
      .select({ id: apiKeys.id, name: apiKeys.name, prefix: apiKeys.prefix })
      .from(apiKeys)
      .where(eq(apiKeys.id, input.keyId));
    if (key === undefined) throw new AppError('request.not_found', { detail: 'There is no such API key.' });
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt })
      .where(and(eq(apiKeys.id, key.id), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    if (revoked.length === 0) return;
    await recordAudit(tx, ctx, {
      action: 'api_key.revoke',
      objectKind: 'api_key',
      objectId: key.id,
      after: { name: key.name, prefix: key.prefix, revokedAt: revokedAt.toISOString() },
    });
  });
}
