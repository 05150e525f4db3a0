import { z } from 'zod';
import { CanonicalAccount } from './account.ts';
import { CanonicalBillingEvent } from './billing-event.ts';
import { CanonicalContact } from './contact.ts';
import { CanonicalContract } from './contract.ts';
import { CanonicalCustomer } from './customer.ts';
import { CanonicalDeal } from './deal.ts';
import { CanonicalLedgerEntry } from './ledger-entry.ts';
import { CanonicalPayment } from './payment.ts';
import { CanonicalProduct } from './product.ts';

/** What a raw record can be mapped to. */
export const CanonicalKind = z.enum([
  'customer',
  'contact',
  'product',
  'deal',
  'payment',
  'contract',
  'billing_event',
  'ledger_entry',
  'account',
]);
export type CanonicalKind = z.infer<typeof CanonicalKind>;

/** The record type of each kind. */
export type CanonicalRecords = {
  customer: CanonicalCustomer;
  contact: CanonicalContact;
  product: CanonicalProduct;
  deal: CanonicalDeal;
  payment: CanonicalPayment;
  contract: CanonicalContract;
  billing_event: CanonicalBillingEvent;
  ledger_entry: CanonicalLedgerEntry;
  account: CanonicalAccount;
};

/** The schema of each kind; unknown fields are refused, so that a misspelt target is seen. */
export const CANONICAL_SCHEMAS: { readonly [Kind in CanonicalKind]: z.ZodType<CanonicalRecords[Kind]> } = {
  customer: CanonicalCustomer,
  contact: CanonicalContact,
  product: CanonicalProduct,
  deal: CanonicalDeal,
  payment: CanonicalPayment,
  contract: CanonicalContract,
  billing_event: CanonicalBillingEvent,
  ledger_entry: CanonicalLedgerEntry,
  account: CanonicalAccount,
};
