import type { Tx } from '../../db/open-database.ts';
import { findBilledTogether } from './find-billed-together.ts';
import type { ContractRow } from './load-contract.ts';

/** How a contract is billed together with others of its customer, and which these are, oldest first. */
export type CollectiveView = {
  closingDay: number;
  /** Null for the terms of the legal entity. */
  terms: string | null;
  others: { id: string; title: string }[];
};

/** Reads it; null for a contract that is billed on its own. */
export async function readCollective(tx: Tx, contract: ContractRow): Promise<CollectiveView | null> {
  const { collective } = contract.body;
  if (collective === undefined) return null;
  const others = await findBilledTogether(tx, contract);
  return {
    closingDay: collective.closingDay,
    terms: collective.terms ?? null,
    others: others.map(({ id, title }) => ({ id, title })),
  };
}
