import { smallerOf } from '../../core/money/smaller-of.ts';
import { takeInOrder } from '../../core/settlement/take-in-order.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { bookAllocation } from './book-allocation.ts';
import type { AccountCredit } from './find-account-credit.ts';
import { loadSums } from './load-sums.ts';
import type { LockedAccount } from './lock-account.ts';
import { makeRoom, roomOf } from './make-room.ts';
import { tellSettlement } from './tell-settlement.ts';

/** The most that an invoice can take of an account, in minor units: as much as is there and is owed. */
export async function mostFromAccount(
  tx: Tx,
  invoice: InvoiceRow,
  sources: readonly AccountCredit[],
): Promise<bigint> {
  const heldMinor = sources.reduce((sum, { roomMinor }) => sum + roomMinor, 0n);
  return smallerOf(heldMinor, roomOf(await loadSums(tx, invoice.id)));
}

/**
 * Pays a locked invoice from its customer's account, one source after the other. The entries are such as a person makes:
 * they stay until they are unapplied.
 */
export async function takeFromAccount(
  tx: Tx,
  ctx: Ctx,
  { invoice, sources, wantedMinor }: LockedAccount & { wantedMinor: bigint },
): Promise<void> {
  const before = await loadSums(tx, invoice.id);
  await makeRoom(tx, ctx, invoice, wantedMinor);
  const { parts } = takeInOrder(wantedMinor, sources);
  for (const { id, amountMinor } of parts) {
    const isNote = sources.some((source) => source.id === id && source.kind === 'credit_note');
    const source = isNote ? { creditNoteId: id } : { paymentId: id };
    await bookAllocation(tx, ctx, { ...source, invoiceId: invoice.id, isByHand: true, amountMinor });
  }
  await tellSettlement(tx, ctx, {
    invoice,
    before,
    action: 'invoice.apply_account_credit',
    cause: { sourceIds: parts.map(({ id }) => id) },
    appliedMinor: wantedMinor,
    reversedMinor: 0n,
  });
}
