import { inArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { isReadyRole } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { roles } from '../../db/schema/index.ts';

/**
 * Refuses roles that are neither ready nor the organization's own (`request.invalid`). Those of its own stay locked
 * until the transaction ends, so that none is deleted while somebody gets it.
 */
export async function refuseUnknownRoles(tx: Tx, wanted: readonly string[]): Promise<void> {
  const own = wanted.filter((role) => !isReadyRole(role));
  if (own.length === 0) return;
  const known = await tx.select({ id: roles.id }).from(roles).where(inArray(roles.id, own)).for('share');
  const errors = wanted.flatMap((role, index) =>
    isReadyRole(role) || known.some(({ id }) => id === role)
      ? []
      : [{ pointer: `/roles/${index}`, code: 'role.unknown', detail: 'There is no such role.' }],
  );
  if (errors.length > 0) throw new AppError('request.invalid', { errors });
}
