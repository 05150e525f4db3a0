import { and, eq, ne, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { roles } from '../../db/schema/index.ts';

/** Throws `roles.name_taken` where another role has the name; `roles_by_name` holds it against two at once. */
export async function refuseTakenName(tx: Tx, name: string, exceptId = ''): Promise<void> {
  const taken = await tx
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(sql`lower(${roles.name})`, name.toLowerCase()), ne(roles.id, exceptId)));
  if (taken.length > 0) throw new AppError('roles.name_taken');
}
