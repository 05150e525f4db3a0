import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { skusOfContract } from '../../core/billing/skus-of-contract.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../core/money/currency.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
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
  const candidates = await tx.select().from(entities).where(isAnyOf(entities.currency, byCurrency.keys()));
  const loading = [...byCurrency].map(async ([code, ofCurrency]): Promise<[string, ContractTerms]> => {
    const [entity, another] = candidates.filter(({ currency }) => currency === code);
    const currency = parseCurrencyCode(code);
    if (entity === undefined || another !== undefined || !currency.ok) {
      const count = entity === undefined ? 'No legal entity invoices' : 'More than one legal entity invoices';
      throw new AppError('billing.entity_unknown', { detail: `${count} in ${code}.` });
    }
    const master = await loadMaster(tx, entity.id, ofCurrency.flatMap(skusOfContract));
    return [code, { entity, currency: currency.value, master }];
  });
  const terms = new Map(await Promise.all(loading));
  return ({ currency }) => {
    const ofCurrency = terms.get(currency);
    assert(ofCurrency !== undefined, 'terms are asked for of the contracts that they were loaded for');
    return ofCurrency;
  };
}
