import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { skusOfContract } from '../../core/billing/skus-of-contract.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../core/money/currency.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
import { type CustomerOfDeal, loadCustomerOfDeal } from '../bill/load-customer-of-deal.ts';
import { loadMaster, type Master } from '../bill/load-master.ts';
import type { ContractSource } from './load-contract.ts';

/** Who bills whom by a contract, and by which product master. */
export type ContractTerms = {
  entity: typeof entities.$inferSelect;
  currency: CurrencyCode;
  master: Master;
};

/** The entity that bills in the contract's currency. Throws `billing.entity_unknown`. */
export async function loadTerms(tx: Tx, contract: CanonicalContract): Promise<ContractTerms> {
  const candidates = await tx.select().from(entities).where(eq(entities.currency, contract.currency));
  const [entity] = candidates;
  const currency = parseCurrencyCode(contract.currency);
  if (entity === undefined || candidates.length > 1 || !currency.ok) {
    const count = entity === undefined ? 'No legal entity invoices' : 'More than one legal entity invoices';
    throw new AppError('billing.entity_unknown', { detail: `${count} in ${contract.currency}.` });
  }
  return {
    entity,
    currency: currency.value,
    master: await loadMaster(tx, entity.id, skusOfContract(contract)),
  };
}

/** The contract's customer with those who receive its invoices. Throws `billing.customer_missing`. */
export const loadCustomerOfContract = (
  tx: Tx,
  contract: CanonicalContract,
  source: ContractSource,
): Promise<CustomerOfDeal> => loadCustomerOfDeal(tx, contract, source);
