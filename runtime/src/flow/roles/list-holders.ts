import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { people } from '../../db/schema/index.ts';

/** The ids of everybody who holds a role, deactivated people included. */
export async function listHolders(tx: Tx, roleId: string): Promise<string[]> {
  const rows = await tx.select({ id: people.id }).from(people).where(sql`${roleId} = any(${people.roles})`);
  return rows.map(({ id }) => id);
}
