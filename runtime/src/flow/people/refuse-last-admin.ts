import { and, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { people } from '../../db/schema/index.ts';

/**
 * Throws `people.last_admin` unless somebody else can still administer everything: active, able to sign in, and not
 * limited to some legal entities. Their rows stay locked, so that two admins cannot remove each other at once.
 */
export async function refuseLastAdmin(tx: Tx, personId: string): Promise<void> {
  const others = await tx
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        ne(people.id, personId),
        sql`'admin' = any(${people.roles})`,
        isNull(people.deactivatedAt),
        isNull(people.entityIds),
        isNotNull(people.accountId),
      ),
    )
    .orderBy(people.id)
    .for('update');
  if (others.length === 0) throw new AppError('people.last_admin');
}
