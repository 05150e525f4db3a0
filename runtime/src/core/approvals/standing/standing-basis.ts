import { createHash } from 'node:crypto';
import type { CanonicalContract } from '../../canonical/contract.ts';
import { canonicalJson } from '../../canonical-json.ts';
import type { InvoiceDocument } from '../../invoice/document.ts';
import { toJson } from '../../json.ts';

/**
 * What an invoice must agree with to be of the series that somebody approved: for whom, sent to whom, in which currency,
 * on which terms, paid into which account, and the hash of the agreement itself.
 */
export type StandingBasis = Pick<InvoiceDocument, 'customerId' | 'entityId' | 'buyer' | 'recipients'> & {
  paymentInstructions: InvoiceDocument['paymentInstructions'] | null;
  currency: string;
  /** Of every revision, as its invoices state them. */
  termsCodes: string[];
  agreementHash: string;
};

/** SHA-256, in hex, of what is agreed by a contract: all of it but its name, and who looks after it. */
export function agreementHash({ title: _title, ownerKey: _owner, ...agreed }: CanonicalContract): string {
  return createHash('sha256')
    .update(canonicalJson(toJson(agreed)))
    .digest('hex');
}

/** The terms that invoices of a contract can state. */
export function termsOfContract(contract: CanonicalContract, defaultTerms: string): string[] {
  const { collective, revisions } = contract;
  return [...new Set(revisions.map(({ terms }) => collective?.terms ?? terms ?? defaultTerms))];
}
