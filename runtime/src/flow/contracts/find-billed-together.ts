import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { contracts } from '../../db/schema/index.ts';
import type { ContractRow } from './load-contract.ts';

/** The other contracts that are billed together with one, oldest first; none for one that is billed on its own. */
export async function findBilledTogether(
  tx: Tx,
  { id, collectiveKey }: Pick<ContractRow, 'id' | 'collectiveKey'>,
): Promise<ContractRow[]> {
  if (collectiveKey === null) return [];
  return tx
    .select()
    .from(contracts)
    .where(and(eq(contracts.collectiveKey, collectiveKey), ne(contracts.id, id)))
    .orderBy(contracts.id);
}
