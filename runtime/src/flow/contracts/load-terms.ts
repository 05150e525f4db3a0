import { assert } from '../../core/assert.ts';
import { skusOfContract } from '../../core/billing/skus-of-contract.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { Tx } from '../../db/open-database.ts';
import type { entities } from '../../db/schema/index.ts';
import { findBillingEntity } from '../bill/find-billing-entity.ts';
import { loadMaster, type Master } from '../bill/load-master.ts';

/** Who bills whom by a contract, and by which product master. */
export type ContractTerms = {
  entity: typeof entities.$inferSelect;
  currency: CurrencyCode;
  master: Master;
};

/** The entity that bills in the contract's currency. Throws `billing.entity_unknown`. */
export async function loadTerms(tx: Tx, contract: CanonicalContract): Promise<ContractTerms> {
  return (await loadTermsOf(tx, [contract]))(contract);
}

/** The terms of several contracts; returns what tells one's. Throws as `loadTerms` does, for the first at fault. */
export async function loadTermsOf(
  tx: Tx,
  contracts: readonly CanonicalContract[],
): Promise<(contract: CanonicalContract) => ContractTerms> {
  const byCurrency = Map.groupBy(contracts, ({ currency }) => currency);
  const loading = [...byCurrency].map(async ([code, ofCurrency]): Promise<[string, ContractTerms]> => {
    const { entity, currency } = await findBillingEntity(tx, code);
    const master = await loadMaster(tx, entity.id, ofCurrency.flatMap(skusOfContract));
    return [code, { entity, currency, master }];
  });
  const terms = new Map(await Promise.all(loading));
  return ({ currency }) => {
    const ofCurrency = terms.get(currency);
    assert(ofCurrency !== undefined, 'terms are asked for of the contracts that they were loaded for');
    return ofCurrency;
  };
}
