import { assert } from '../assert.ts';

/** What a credit note takes off its invoice, and what is left for the customer; minor units. */
export type SplitCredit = { appliedMinor: bigint; restMinor: bigint };

/**
 * Splits a credit note: as much as is still owed comes off the invoice, the rest was paid already and is owed to the
 * customer (as Stripe's pre-payment and post-payment amounts, docs/billing/invoices/credit-notes).
 */
export function splitCredit({
  owedMinor,
  creditMinor,
}: {
  owedMinor: bigint;
  creditMinor: bigint;
}): SplitCredit {
  assert(owedMinor >= 0n && creditMinor >= 0n, 'neither is negative');
  const appliedMinor = owedMinor < creditMinor ? owedMinor : creditMinor;
  return { appliedMinor, restMinor: creditMinor - appliedMinor };
}
