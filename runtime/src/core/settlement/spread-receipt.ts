import { type Taken, takeInOrder } from './take-in-order.ts';

/** An invoice with something to be paid, in minor units of the receipt's currency. */
export type OpenInvoice = { id: string; dueDate: string | null; balanceMinor: bigint };

/**
 * Spreads one receipt over open invoices, the oldest due first and of one day the first made; what is left stays
 * unapplied. No invoice gets more than its balance (invoiceninja issue 313 shows what happens otherwise).
 */
export function spreadReceipt(amountMinor: bigint, open: readonly OpenInvoice[]): Taken {
  const inOrder = open.toSorted((left, right) => keyOf(left).localeCompare(keyOf(right), 'en'));
  return takeInOrder(
    amountMinor,
    inOrder.map(({ id, balanceMinor }) => ({ id, roomMinor: balanceMinor })),
  );
}

/** What is due on no day is due last. Ids of the hub are in the order of their making. */
const keyOf = ({ dueDate, id }: OpenInvoice): string => `${dueDate ?? '9999-12-31'} ${id}`;
