import {
  agreementHash,
  type StandingBasis,
  termsOfContract,
} from '../../../core/approvals/standing/standing-basis.ts';
import { draftParties } from '../../../core/billing/draft-parties.ts';
import type { Tx } from '../../../db/open-database.ts';
import { loadCustomerOfDeal } from '../../bill/load-customer-of-deal.ts';
import { type ContractRow, loadContractSource } from '../../contracts/load-contract.ts';
import { loadTerms } from '../../contracts/load-terms.ts';

/**
 * What the invoices of a contract state now of parties, terms and account, which a standing approval is bound to.
 * Throws `billing.*` where the contract cannot be billed as it is.
 */
export async function loadBasis(tx: Tx, { id, body }: ContractRow): Promise<StandingBasis> {
  const { entity } = await loadTerms(tx, body);
  const customer = await loadCustomerOfDeal(tx, body, await loadContractSource(tx, id));
  const locale = body.locale ?? customer.body.locale ?? entity.locale;
  const { buyer, recipients, paymentInstructions } = draftParties(
    { entity, customer: customer.body, contacts: customer.contacts },
    locale,
  );
  return {
    customerId: customer.id,
    entityId: entity.id,
    ...{ buyer, recipients, paymentInstructions },
    currency: body.currency,
    termsCodes: termsOfContract(body, entity.defaultTerms),
    agreementHash: agreementHash(body),
  };
}
