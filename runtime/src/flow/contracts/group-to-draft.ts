import { AppError } from '../../core/app-error.ts';
import { contractToDraft, type LineOwner, type OwnedLine } from '../../core/billing/contract-to-draft.ts';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import type { InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import type { PrecedingInvoice } from '../../core/invoice/document.ts';
import type { CustomerOfDeal } from '../bill/load-customer-of-deal.ts';
import type { ContractSource } from './load-contract.ts';
import type { ContractTerms } from './load-terms.ts';

/** Those who bill and are billed by the contracts of an invoice. */
export type DraftPlace = { terms: ContractTerms; customer: Pick<CustomerOfDeal, 'body' | 'contacts'> };

/** A contract as its lines name it. */
export const toLineOwner = (
  contractId: string,
  contract: CanonicalContract,
  { system, connectionId, externalId, recordId }: ContractSource,
): LineOwner => ({
  contractId,
  contract,
  source: { system, connectionId: connectionId ?? '', externalId, recordId },
});

/** The content of the invoice of lines that fall due together; throws `billing.product_unknown` with every line at fault. */
export function groupToDraft(
  { terms, customer }: DraftPlace,
  group: InvoiceGroup<OwnedLine>,
  preceding: readonly PrecedingInvoice[] | null,
): DraftContent {
  const made = contractToDraft({
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
