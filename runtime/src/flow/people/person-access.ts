import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/**
 * What a person may do, by ready roles and ids of the organization's own, and in which legal entities; null is every
 * entity, later ones included.
 */
export const PersonAccess = z.strictObject({
  roles: z.array(z.string().max(64)).min(1).max(20),
  entityIds: z.array(z.string()).min(1).nullable(),
});
export type PersonAccess = z.infer<typeof PersonAccess>;

/** Refuses entities that the organization does not have, or that whoever decides does not have (`auth.entity_not_granted`). */
export async function refuseForeignEntities(
  tx: Tx,
  ctx: Ctx,
  entityIds: readonly string[] | null,
): Promise<void> {
  if (entityIds === null) {
    if (ctx.entityIds !== null) throw new AppError('auth.entity_not_granted');
    return;
  }
  for (const entityId of entityIds) authorise(ctx, 'admin', entityId);
  const known = await tx
    .select({ id: entities.id })
    .from(entities)
    .where(inArray(entities.id, [...entityIds]));
  if (known.length === new Set(entityIds).size) return;
  throw new AppError('request.invalid', {
    errors: [{ pointer: '/entityIds', code: 'entity.unknown', detail: 'There is no such legal entity.' }],
  });
}
