import { takeInOrder } from '../settlement/take-in-order.ts';

/** What is owed of an invoice by one day: the invoice as a whole, or one instalment of it. */
export type OpenItem = { invoiceId: string; dueDate: string; owedMinor: bigint };

/** An invoice with something to be paid, in minor units; its instalments sum up to its total. */
export type OpenDebt = {
  invoiceId: string;
  dueDate: string;
  totalMinor: bigint;
  balanceMinor: bigint;
  /** What of the balance is in dispute, and is not asked for. */
  disputedMinor: bigint;
  instalments: readonly { dueDate: string; amountMinor: bigint }[];
};

/**
 * What is to be asked for of an invoice, by due date: what was paid settles the first instalments, and what is in
 * dispute is taken off the last ones, so that nobody is reminded of either.
 */
export function openItems(debt: OpenDebt): OpenItem[] {
  const { invoiceId, dueDate, totalMinor, balanceMinor, disputedMinor } = debt;
  const parts = debt.instalments.length > 0 ? debt.instalments : [{ dueDate, amountMinor: totalMinor }];
  const inOrder = parts.toSorted((left, right) => left.dueDate.localeCompare(right.dueDate, 'en'));
  const whole = inOrder.map((part, at) => ({ id: String(at), roomMinor: part.amountMinor }));
  const unpaid = without(whole, totalMinor - balanceMinor);
  const asked = without(unpaid.toReversed(), disputedMinor);
  return asked.toReversed().flatMap(({ id, roomMinor }) => {
    const part = inOrder[Number.parseInt(id, 10)];
    return part === undefined || roomMinor === 0n
      ? []
      : [{ invoiceId, dueDate: part.dueDate, owedMinor: roomMinor }];
  });
}

type Room = { id: string; roomMinor: bigint };

function without(rooms: readonly Room[], amountMinor: bigint): Room[] {
  const taken = new Map(takeInOrder(amountMinor, rooms).parts.map((part) => [part.id, part.amountMinor]));
  return rooms.map(({ id, roomMinor }) => ({ id, roomMinor: roomMinor - (taken.get(id) ?? 0n) }));
}
