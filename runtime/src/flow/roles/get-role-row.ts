import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { roles } from '../../db/schema/index.ts';
import { personBehind } from '../auth/person-behind.ts';
import type { Ctx } from '../context.ts';
import { listHolders } from './list-holders.ts';

/** A role of the organization's own, locked until the transaction ends; throws `request.not_found`. */
export async function getRoleRow(tx: Tx, roleId: string): Promise<typeof roles.$inferSelect> {
  const [role] = await tx.select().from(roles).where(eq(roles.id, roleId)).for('update');
  if (role === undefined) throw new AppError('request.not_found', { detail: 'There is no such role.' });
  return role;
}

/** Refuses a change of a role that one holds, also by a machine's key that one made (`people.own_access`). */
export async function refuseOwnRole(tx: Tx, ctx: Ctx, roleId: string): Promise<void> {
  const person = await personBehind(tx, ctx.actor);
  const isHeld = person !== undefined && (await listHolders(tx, roleId)).includes(person.id);
  if (isHeld || ctx.roles.includes(roleId)) throw new AppError('people.own_access');
}
