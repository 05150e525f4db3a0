import { eq, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts, sourceLinks } from '../../db/schema/index.ts';

/** A row of `contracts`. */
export type ContractRow = typeof contracts.$inferSelect;

/** Where a contract came from: the record of its system, and the version of it that made its current content. */
export type ContractSource = {
  system: string;
  connectionId: string | null;
  externalId: string;
  recordId: string;
};

/** Fetches a contract and locks it until the transaction ends; throws `record.not_found`. */
export async function getContractForUpdate(tx: Tx, contractId: string): Promise<ContractRow> {
  const [contract] = await tx.select().from(contracts).where(eq(contracts.id, contractId)).for('update');
  if (contract === undefined)
    throw new AppError('record.not_found', { detail: 'There is no such contract.' });
  return contract;
}

const NOWHERE: ContractSource = { system: '', connectionId: null, externalId: '', recordId: '' };

/** Finds the source of a contract; empty texts for one that came from nowhere. */
export async function loadContractSource(tx: Tx, contractId: string): Promise<ContractSource> {
  return (await loadContractSources(tx, [contractId]))(contractId);
}

/** Finds the sources of contracts; returns what tells one's. */
export async function loadContractSources(
  tx: Tx,
  contractIds: readonly string[],
): Promise<(contractId: string) => ContractSource> {
  const links = await tx.execute<ContractSource & { id: string }>(sql`
    select canonical_id as id, system, connection_id as "connectionId", external_id as "externalId",
      coalesce(record_id, '') as "recordId"
    from ${sourceLinks} where kind = 'contract' and ${isAnyOf(sourceLinks.canonicalId, contractIds)}`);
  const byId = new Map(links.map(({ id, ...source }) => [id, source]));
  return (contractId) => byId.get(contractId) ?? NOWHERE;
}
