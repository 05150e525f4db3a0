import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { isOfOwnRoles, isReadyRole, PERMISSIONS } from '../../core/permissions.ts';
import { authorise, type Ctx } from '../context.ts';

/** A role of the organization's own: its name, and what it gives. */
export const RoleInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .refine((name) => !isReadyRole(name.toLowerCase()), 'is the name of a ready role'),
  permissions: z
    .array(z.enum(PERMISSIONS.filter(isOfOwnRoles)))
    .min(1)
    .transform((chosen) => PERMISSIONS.filter((permission) => chosen.includes(permission))),
});
export type RoleInput = z.infer<typeof RoleInput>;

/**
 * Who may change roles: an administrator of every legal entity, since a role counts in all of them
 * (`auth.entity_not_granted`), and for nothing that they may not do themselves (`auth.scope_missing`).
 */
export function authoriseRole(ctx: Ctx, permissions: RoleInput['permissions'] = []): void {
  authorise(ctx, 'admin');
  if (ctx.entityIds !== null) throw new AppError('auth.entity_not_granted');
  for (const permission of permissions) authorise(ctx, permission);
}
