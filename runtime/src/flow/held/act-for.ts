import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { AppError } from '../../core/app-error.ts';
import { isPermission } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { apiKeys } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { actAs } from '../people/act-as.ts';

/**
 * Whoever asked for something, with what they may do by now: it is done in their name. Throws `approval.requester_gone`
 * for a person who left, or a key that was revoked or has expired.
 */
export async function actFor(tx: Tx, ctx: Ctx, actor: Actor): Promise<Ctx> {
  const found = actor.kind === 'person' ? await actAs(tx, ctx, actor.id) : await actAsKey(tx, ctx, actor);
  if (found === undefined) throw new AppError('approval.requester_gone');
  return found;
}

async function actAsKey(tx: Tx, ctx: Ctx, actor: Actor): Promise<Ctx | undefined> {
  if (actor.kind !== 'api_key') return undefined;
  const [key] = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, actor.id), isNull(apiKeys.revokedAt)));
  if (key === undefined || (key.expiresAt !== null && key.expiresAt <= ctx.deps.clock.now()))
    return undefined;
  const { entityIds } = key;
  return { ...ctx, actor, permissions: new Set(key.permissions.filter(isPermission)), roles: [], entityIds };
}
