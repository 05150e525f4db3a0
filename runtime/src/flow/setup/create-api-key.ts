import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { PERMISSIONS } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { apiKeys, lookupKeys } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** A key for a machine, or with `personId` a key that acts as that person. */
export const CreateApiKeyInput = z.strictObject({
  name: z.string().min(1).max(60),
  personId: z.string().optional(),
  permissions: z.array(z.enum(PERMISSIONS)).min(1),
  entityIds: z.array(z.string()).min(1).optional(),
  expiresAt: z.iso.datetime().optional(),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

const SECRET_BYTES = 32;
const PREFIX_LENGTH = 'seikyu_live_'.length + 8;

/**
 * Makes an API key. The key itself is returned once and stored only as SHA-256: it has 256 bits of its own, so no slow
 * hash is needed. Nobody can give a key more than they may do themselves (`auth.scope_missing`), and a machine's key
 * cannot approve (`approval.person_required`).
 */
export async function createApiKey(
  tx: Tx,
  ctx: Ctx,
  input: CreateApiKeyInput,
): Promise<{ id: string; key: string; prefix: string }> {
  authorise(ctx, 'admin');
  for (const permission of input.permissions) authorise(ctx, permission);
  if (input.personId === undefined && input.permissions.includes('approve')) {
    throw new AppError('approval.person_required', { detail: 'Only a key of a person can hold "approve".' });
  }
  const { organizationId } = ctx;
  const id = ctx.deps.ids.next('apiKey');
  const key = `seikyu_live_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const prefix = key.slice(0, PREFIX_LENGTH);
  const hash = createHash('sha256').update(key).digest();
  await tx.insert(apiKeys).values({
    organizationId,
    id,
    name: input.name,
    prefix,
    hash,
    personId: input.personId ?? null,
    permissions: input.permissions,
    entityIds: input.entityIds ?? null,
    expiresAt: input.expiresAt === undefined ? null : new Date(input.expiresAt),
    createdAt: ctx.deps.clock.now(),
  });
  await tx.insert(lookupKeys).values({ hash, kind: 'api_key', organizationId, objectId: id });
  await recordAudit(tx, ctx, {
    action: 'api_key.create',
    objectKind: 'api_key',
    objectId: id,
    after: {
      ...{ name: input.name, prefix, permissions: input.permissions },
      ...{ personId: input.personId ?? null, entityIds: input.entityIds ?? null },
      expiresAt: input.expiresAt ?? null,
    },
  });
  return { id, key, prefix };
}
