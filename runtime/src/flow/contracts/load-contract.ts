import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
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

/** Fetches a contract with its source and locks it until the transaction ends; throws `record.not_found`. */
export async function getContractForUpdate(
  tx: Tx,
  contractId: string,
): Promise<{ contract: ContractRow; source: ContractSource }> {
  const [contract] = await tx.select().from(contracts).where(eq(contracts.id, contractId)).for('update');
  if (contract === undefined)
    throw new AppError('record.not_found', { detail: 'There is no such contract.' });
  return { contract, source: await loadContractSource(tx, contractId) };
}

/** Finds the source of a contract; empty texts for one that came from nowhere. */
export async function loadContractSource(tx: Tx, contractId: string): Promise<ContractSource> {
  const [link] = await tx
    .select({
      system: sourceLinks.system,
      connectionId: sourceLinks.connectionId,
      externalId: sourceLinks.externalId,
      recordId: sourceLinks.recordId,
    })
    .from(sourceLinks)
    .where(and(eq(sourceLinks.kind, 'contract'), eq(sourceLinks.canonicalId, contractId)));
  return {
    system: link?.system ?? '',
    connectionId: link?.connectionId ?? null,
    externalId: link?.externalId ?? '',
    recordId: link?.recordId ?? '',
  };
}
