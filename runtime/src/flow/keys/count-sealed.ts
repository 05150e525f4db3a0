import { sql } from 'drizzle-orm';
import type { FlowDeps } from '../context.ts';
import { keyIdColumn, SEALED_COLUMNS } from './sealed-columns.ts';

/** How many values of one kind are sealed with one key; null is what was sealed before keys had ids. */
export type SealedCount = { name: string; keyId: string | null; count: number };

/** What the counting needs of the hub; a start has no more at that time. */
export type KeyDeps = Pick<FlowDeps, 'database' | 'secretBox' | 'anchorSigner' | 'accounts' | 'clock'>;

/** What second factors are called in counts. */
export const SECOND_FACTORS = 'second factors';

/** Counts every sealed value of the hub: of each organization, and the second factors of all accounts. */
export async function countSealed({ database, accounts }: KeyDeps): Promise<SealedCount[]> {
  const totals = new Map<string, SealedCount>();
  const add = (counted: SealedCount): void => {
    const place = JSON.stringify([counted.name, counted.keyId]);
    totals.set(place, { ...counted, count: counted.count + (totals.get(place)?.count ?? 0) });
  };
  for (const counted of await accounts.countSecondFactors()) add({ name: SECOND_FACTORS, ...counted });
  const organizations = await database.owner<{ id: string }[]>`select id from organizations order by id`;
  for (const { id } of organizations) for (const counted of await countOf(database, id)) add(counted);
  return [...totals.values()];
}

const countOf = (database: FlowDeps['database'], organizationId: string): Promise<SealedCount[]> =>
  database.inOrganization(organizationId, async (tx) => {
    const counts: SealedCount[] = [];
    for (const column of SEALED_COLUMNS) {
      const rows = await tx.execute<{ keyId: string | null; count: number }>(sql`
        select ${keyIdColumn(column)} as "keyId", count(*)::int as count from ${sql.identifier(column.table)}
        where organization_id = ${organizationId} and ${sql.identifier(column.column)} is not null group by 1`);
      counts.push(...rows.map((row) => ({ name: column.name, ...row })));
    }
    return counts;
  });
