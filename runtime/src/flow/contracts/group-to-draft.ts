import { AppError } from '../../core/app-error.ts';
import { contractToDraft } from '../../core/billing/contract-to-draft.ts';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import type { InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import type { PrecedingInvoice } from '../../core/invoice/document.ts';
import type { CustomerOfDeal } from '../bill/load-customer-of-deal.ts';
import type { ContractSource } from './load-contract.ts';
import type { ContractTerms } from './load-terms.ts';

/** A contract with those who bill and are billed by it. */
export type DraftOfContractInput = {
  contract: { id: string; body: CanonicalContract };
  source: ContractSource;
  terms: ContractTerms;
  customer: Pick<CustomerOfDeal, 'body' | 'contacts'>;
};

/** The content of the invoice of lines that fall due together; throws `billing.product_unknown` with every line at fault. */
export function groupToDraft(
  { contract, source, terms, customer }: DraftOfContractInput,
  group: InvoiceGroup,
  preceding: readonly PrecedingInvoice[] | null,
): DraftContent {
  const made = contractToDraft({
    contractId: contract.id,
    contract: contract.body,
    source: {
      system: source.system,
      connectionId: source.connectionId ?? '',
      externalId: source.externalId,
      recordId: source.recordId,
    },
    group,
    preceding,
    customer: customer.body,
    contacts: customer.contacts,
    entity: terms.entity,
    currency: terms.currency,
    ...terms.master,
  });
  if (made.ok) return made.draft;
  const errors = made.refusals.map(({ pointer, code, reason }) => ({ pointer, code, detail: reason }));
  throw new AppError('billing.product_unknown', {
    detail: errors.map((error) => error.detail).join(' '),
    errors,
  });
}
