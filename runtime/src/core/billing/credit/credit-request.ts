import type { Big } from 'big.js';

/** What is taken back of one line: some of its quantity at its price, or an amount off it, in the basis of its price. */
export type CreditedItem =
  | { readonly position: number; readonly quantity: Big }
  | { readonly position: number; readonly amountMinor: bigint };

/** All that is left of an invoice, or parts of some of its lines. */
export type CreditRequest = 'all' | readonly CreditedItem[];

/** Why something cannot be credited, by the pointer of the request. */
export type CreditRefusal = {
  pointer: string;
  code: 'credit.exceeds_invoice' | 'credit.not_possible';
  reason: string;
};
