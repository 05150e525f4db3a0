import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { smallerOf } from '../../core/money/smaller-of.ts';
import type { Deduction } from '../../core/settlement/deductions.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { bookAllocation } from './book-allocation.ts';
import { findLiveAllocations, sumOfCash } from './live-allocations.ts';
import { loadSums } from './load-sums.ts';
import { makeRoom, roomOf } from './make-room.ts';
import { tellSettlement } from './tell-settlement.ts';

/** What a payer kept of an invoice, in minor units, and the payment that it came with. */
export type NewDeduction = {
  paymentId: string;
  invoice: InvoiceRow;
  deduction: { reason: Deduction; amountMinor: bigint };
};

/**
 * Settles an invoice with what the payer kept for a reason, beside the money of the payment that it came with. The caller
 * holds the locks. Throws `settlement.exceeds` for more than is owed, or than came on the invoice with the payment: what
 * is larger is no deduction but a loss.
 */
export async function bookDeduction(tx: Tx, ctx: Ctx, input: NewDeduction): Promise<void> {
  const { paymentId, invoice, deduction } = input;
  const { reason, amountMinor } = deduction;
  const before = await loadSums(tx, invoice.id);
  const live = await findLiveAllocations(tx, paymentId);
  const cameMinor = sumOfCash(live.filter(({ invoiceId }) => invoiceId === invoice.id));
  const text = (minor: bigint): string => moneyToText(money(minor, currencyOf(invoice.currency)));
  const mostMinor = smallerOf(roomOf(before), cameMinor);
  if (amountMinor > mostMinor) {
    throw new AppError('settlement.exceeds', {
      detail: `At most ${text(mostMinor)} ${invoice.currency} of ${invoice.number} can be deducted beside this payment.`,
    });
  }
  await makeRoom(tx, ctx, invoice, amountMinor);
  const source = { deduction: reason, deductedWithId: paymentId };
  await bookAllocation(tx, ctx, { ...source, invoiceId: invoice.id, isByHand: true, amountMinor });
  await tellSettlement(tx, ctx, {
    invoice,
    before,
    action: 'payment.deduct',
    cause: { paymentId, deduction: reason },
    appliedMinor: amountMinor,
    reversedMinor: 0n,
  });
}
