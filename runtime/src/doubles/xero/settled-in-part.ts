import type { XeroStore } from './create-xero-store.ts';

/** Why Xero neither edits nor voids a document that money or credit is on. */
export const SETTLED_IN_PART =
  'This document cannot be edited as it has a payment or credit note allocated to it.';

/** Whether a payment or a part of a credit note is on an invoice. */
export function isSettledInPart(store: XeroStore, invoiceId: string): boolean {
  return (
    store.paymentsOf(invoiceId).some(({ status }) => status === 'AUTHORISED') ||
    store.allocations().some((allocation) => allocation.invoiceId === invoiceId)
  );
}
