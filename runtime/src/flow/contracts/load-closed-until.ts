import { and, inArray, isNotNull, max, ne } from 'drizzle-orm';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { ContractRow } from './load-contract.ts';

/** The last closing day whose collective invoice is issued, by what a contract is billed together with. */
export type ClosedUntil = (contract: Pick<ContractRow, 'collectiveKey'>) => string | undefined;

/** Looks it up for contracts; a void invoice leaves its period open. */
export async function loadClosedUntil(
  tx: Tx,
  contracts: readonly Pick<ContractRow, 'collectiveKey'>[],
): Promise<ClosedUntil> {
  const keys = new Set(contracts.flatMap(({ collectiveKey }) => collectiveKey ?? []));
  if (keys.size === 0) return () => undefined;
  const rows = await tx
    .select({ key: invoices.collectiveKey, until: max(invoices.billedOn) })
    .from(invoices)
    .where(
      and(
        isAnyOf(invoices.collectiveKey, keys),
        isNotNull(invoices.number),
        ne(invoices.type, 'credit_note'),
        inArray(invoices.documentStatus, ['issued', 'voiding']),
      ),
    )
    .groupBy(invoices.collectiveKey);
  const byKey = new Map(rows.map(({ key, until }) => [key, until ?? undefined]));
  return ({ collectiveKey }) => (collectiveKey === null ? undefined : byKey.get(collectiveKey));
}
