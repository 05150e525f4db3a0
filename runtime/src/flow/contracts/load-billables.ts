import type { BillingFact } from '../../core/billing/billing-fact.ts';
import type { Tx } from '../../db/open-database.ts';
import { type BookedContract, loadBookedOf } from './load-booked.ts';
import { type ContractRow, type ContractSource, loadContractSources } from './load-contract.ts';
import { loadFactsOf } from './load-facts.ts';
import { type ContractTerms, loadTermsOf } from './load-terms.ts';

/** A contract with everything that a run over it asks. */
export type Billable = {
  contract: ContractRow;
  source: ContractSource;
  terms: ContractTerms;
  facts: BillingFact[];
  booked: BookedContract;
};

/**
 * Gathers what contracts are billed by, in their order, as many of them in as few statements as one: a run over
 * thousands waits for nothing but answers. Throws `billing.entity_unknown`.
 */
export async function loadBillables(tx: Tx, contracts: readonly ContractRow[]): Promise<Billable[]> {
  const ids = contracts.map(({ id }) => id);
  const loadSourced = async () => {
    const sourceOf = await loadContractSources(tx, ids);
    const sources = ids.map(sourceOf);
    const facts = await loadFactsOf(tx, sources);
    return sources.map((source, place) => ({ source, facts: facts[place] ?? [] }));
  };
  // What does not need each other is asked together.
  const [sourced, termsOf, bookedOf] = await Promise.all([
    loadSourced(),
    loadTermsOf(
      tx,
      contracts.map(({ body }) => body),
    ),
    loadBookedOf(tx, ids),
  ]);
  return sourced.flatMap(({ source, facts }, place) => {
    const contract = contracts[place];
    if (contract === undefined) return [];
    return { contract, source, facts, terms: termsOf(contract.body), booked: bookedOf(contract.id) };
  });
}
