import { AppError } from '../../core/app-error.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts } from '../../db/schema/index.ts';
import type { ContractRow } from './load-contract.ts';

/**
 * Locks contracts, with all those that are billed together with one of them, until the transaction ends; returns them in
 * the order of their ids, in which everybody locks them. One that has come into another group since it was looked at is
 * left out: whoever changed it has asked for a run over it. Throws `record.not_found`.
 */
export async function lockBilledTogether(tx: Tx, contractIds: readonly string[]): Promise<ContractRow[]> {
  const asked = await tx
    .select({ collectiveKey: contracts.collectiveKey })
    .from(contracts)
    .where(isAnyOf(contracts.id, contractIds));
  const ids = new Set(contractIds);
  if (asked.length < ids.size) {
    throw new AppError('record.not_found', { detail: 'There is no such contract.' });
  }
  const keys = new Set(asked.flatMap(({ collectiveKey }) => collectiveKey ?? []));
  if (keys.size > 0) {
    const members = await tx
      .select({ id: contracts.id })
      .from(contracts)
      .where(isAnyOf(contracts.collectiveKey, keys));
    for (const { id } of members) ids.add(id);
  }
  const locked = await tx
    .select()
    .from(contracts)
    .where(isAnyOf(contracts.id, ids))
    .orderBy(contracts.id)
    .for('update');
  return locked.filter(({ id, collectiveKey }) =>
    collectiveKey === null ? contractIds.includes(id) : keys.has(collectiveKey),
  );
}
