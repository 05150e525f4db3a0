import { sql } from 'drizzle-orm';
import type { ChainEnd } from '../../core/audit/check-chain.ts';
import type { Tx } from '../../db/open-database.ts';

/** The last sealed entry of the organization; undefined while none is sealed. */
export async function findChainEnd(tx: Tx, organizationId: string): Promise<ChainEnd | undefined> {
  const [last] = await tx.execute<{ sequence: string; hash: string }>(sql`
    select sequence, hash from audit_seals where organization_id = ${organizationId} order by sequence desc limit 1`);
  return last && { sequence: Number(last.sequence), hash: last.hash };
}
