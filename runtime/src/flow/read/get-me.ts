import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { PERMISSIONS, type Permission } from '../../core/permissions.ts';
import { apiKeys, organizations } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** The organization and the key that a caller speaks with, and what both together may do. */
export type MeView = {
  organization: { id: string; name: string };
  key: {
    id: string;
    name: string;
    /** The first characters, to tell keys apart. */
    prefix: string;
    /** What counts: for the key of a person, what both the key and the person's roles allow. */
    permissions: Permission[];
    /** The legal entities that are granted; null grants all. */
    entityIds: string[] | null;
    expiresAt: Date | null;
  };
};

/** Says who calls. Needs a valid key and no permission: it is how a credential is tested. Throws `auth.invalid`. */
export async function getMe({ ctx, input }: { ctx: Ctx; input: { keyId: string } }): Promise<MeView> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [organization] = await tx
      .select({ id: organizations.id, name: organizations.name })
      .from(organizations)
      .where(eq(organizations.id, ctx.organizationId));
    const [key] = await tx.select().from(apiKeys).where(eq(apiKeys.id, input.keyId));
    if (organization === undefined || key === undefined) throw new AppError('auth.invalid');
    const { id, name, prefix, entityIds, expiresAt } = key;
    const permissions = PERMISSIONS.filter((permission) => ctx.permissions.has(permission));
    return { organization, key: { id, name, prefix, permissions, entityIds, expiresAt } };
  });
}
