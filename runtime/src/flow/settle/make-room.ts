import { type SettleInput, settle } from '../../core/settlement/settle.ts';
import { takeInOrder } from '../../core/settlement/take-in-order.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { enqueueMoneyEntries } from '../sync/enqueue-money-entries.ts';
import { bookAllocation } from './book-allocation.ts';
import { findLiveOfInvoice } from './live-allocations.ts';
import { loadSums } from './load-sums.ts';
import { reverseAllocations } from './reverse-allocations.ts';
import { tellSettlement } from './tell-settlement.ts';

/** What an invoice can take: what is owed, and what was written off, which money that comes after all recovers. */
export const roomOf = (sums: SettleInput): bigint => settle(sums).balanceMinor + sums.lossMinor;

/**
 * Makes room for an amount on an invoice (model.md E5, row 23): as much as exceeds the balance is taken back of what was
 * written off, the latest first. The caller holds the invoice's lock and applies no more than its room.
 */
export async function makeRoom(tx: Tx, ctx: Ctx, invoice: InvoiceRow, amountMinor: bigint): Promise<void> {
  const before = await loadSums(tx, invoice.id);
  const missingMinor = amountMinor - settle(before).balanceMinor;
  if (missingMinor <= 0n || before.lossMinor === 0n) return;
  const losses = (await findLiveOfInvoice(tx, invoice.id)).filter(({ writeOffId }) => writeOffId !== null);
  const holders = losses.toReversed().map(({ id, amountMinor: roomMinor }) => ({ id, roomMinor }));
  const { parts, restMinor } = takeInOrder(missingMinor, holders);
  for (const part of parts) {
    const loss = losses.find(({ id }) => id === part.id);
    if (loss === undefined) continue;
    await reverseAllocations(tx, ctx, [loss]);
    const leftMinor = loss.amountMinor - part.amountMinor;
    if (leftMinor === 0n) continue;
    const { invoiceId, writeOffId } = loss;
    await bookAllocation(tx, ctx, { invoiceId, writeOffId, amountMinor: leftMinor });
  }
  await tellSettlement(tx, ctx, {
    invoice,
    before,
    action: 'invoice.recover',
    event: 'invoice.recovered',
    cause: { writeOffIds: [...new Set(losses.flatMap(({ writeOffId }) => writeOffId ?? []))] },
    appliedMinor: 0n,
    reversedMinor: missingMinor - restMinor,
  });
  await enqueueMoneyEntries(tx, ctx, invoice);
}
