import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { isPermission } from '../../core/permissions.ts';
import { apiKeys } from '../../db/schema/index.ts';
import { refuseKeyOfAnother } from '../auth/refuse-key-of-another.ts';
import { authorise, type Ctx } from '../context.ts';
import { refuseForeignEntities } from '../people/person-access.ts';
import { recordAudit } from '../record-audit.ts';
import { createApiKey } from './create-api-key.ts';

/** How long the old key goes on beside the new one, so that a program can be changed without a pause. */
const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/**
 * Makes a key that may do what another one may, and lets that one expire after 24 hours. The new key is returned this
 * once. Throws `request.not_found` for a key that the organization does not have, or that is revoked, and what the making
 * of such a key would: `approval.person_required`, `auth.scope_missing`, `auth.entity_not_granted`.
 */
export async function rotateApiKey({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keyId: string };
}): Promise<{ id: string; key: string; prefix: string }> {
  authorise(ctx, 'admin');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [old] = await tx.select().from(apiKeys).where(eq(apiKeys.id, input.keyId)).for('update');
    if (old === undefined || old.revokedAt !== null) {
      throw new AppError('request.not_found', { detail: 'There is no such API key, or it is revoked.' });
    }
    refuseKeyOfAnother(ctx, old.personId ?? undefined);
    await refuseForeignEntities(tx, ctx, old.entityIds);
    const made = await createApiKey(tx, ctx, {
      name: old.name,
      permissions: old.permissions.filter(isPermission),
      ...(old.personId === null ? {} : { personId: old.personId }),
      ...(old.entityIds === null ? {} : { entityIds: old.entityIds }),
      ...(old.expiresAt === null ? {} : { expiresAt: old.expiresAt.toISOString() }),
    });
    const latest = new Date(ctx.deps.clock.now().getTime() + OVERLAP_MS);
    const expiresAt = old.expiresAt !== null && old.expiresAt < latest ? old.expiresAt : latest;
    await tx.update(apiKeys).set({ expiresAt }).where(eq(apiKeys.id, old.id));
    await recordAudit(tx, ctx, {
      action: 'api_key.rotate',
      objectKind: 'api_key',
      objectId: old.id,
      after: { replacedBy: made.id, prefix: made.prefix, expiresAt: expiresAt.toISOString() },
    });
    return made;
  });
}
