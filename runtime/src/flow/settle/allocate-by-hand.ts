import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { Deduction } from '../../core/settlement/deductions.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { admitCommand } from '../admit-command.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { bookAllocation } from './book-allocation.ts';
import { bookDeduction } from './book-deduction.ts';
import type { PaymentRow } from './find-misfit.ts';
import { loadSums } from './load-sums.ts';
import { makeRoom, roomOf } from './make-room.ts';
import { tellSettlement } from './tell-settlement.ts';

/** What of a payment goes to an invoice, in minor units, and what the payer kept beside it. */
export type PartByHand = {
  amountMinor: bigint;
  deduction?: { reason: Deduction; amountMinor: bigint };
};

/**
 * Applies a part of a payment to an invoice where a person chose it, and tells of it. The caller holds the locks and saw
 * that the payment has as much left. Throws `settlement.not_possible` for an invoice that takes no money of this payment,
 * `settlement.currency_differs`, and `settlement.exceeds` for more than is owed, or a deduction above its money.
 */
export async function allocateByHand(
  tx: Tx,
  ctx: Ctx,
  { payment, invoice, part }: { payment: PaymentRow; invoice: InvoiceRow; part: PartByHand },
): Promise<void> {
  admitCommand(ctx, 'allocate', invoice);
  refuseUnfit(payment, invoice);
  const { amountMinor, deduction } = part;
  const before = await loadSums(tx, invoice.id);
  const roomMinor = roomOf(before);
  if (amountMinor > roomMinor) {
    const room = moneyToText(money(roomMinor, currencyOf(invoice.currency)));
    throw new AppError('settlement.exceeds', {
      detail: `${invoice.number} takes ${room} ${invoice.currency} at most.`,
    });
  }
  await makeRoom(tx, ctx, invoice, amountMinor);
  await bookAllocation(tx, ctx, {
    invoiceId: invoice.id,
    paymentId: payment.id,
    isByHand: true,
    amountMinor,
  });
  await tellSettlement(tx, ctx, {
    invoice,
    before,
    action: 'payment.settle',
    cause: { paymentId: payment.id, receivedOn: payment.receivedOn },
    appliedMinor: amountMinor,
    reversedMinor: 0n,
  });
  if (deduction !== undefined) await bookDeduction(tx, ctx, { paymentId: payment.id, invoice, deduction });
}

function refuseUnfit(payment: PaymentRow, invoice: InvoiceRow): void {
  const refused = (detail: string) => new AppError('settlement.not_possible', { detail });
  const name = invoice.number ?? invoice.id;
  if (invoice.currency !== payment.currency) throw new AppError('settlement.currency_differs');
  const isOnAccount = payment.customerId !== null && payment.entityId !== null;
  if (!isOnAccount) return;
  if (payment.customerId !== invoice.customerId || payment.entityId !== invoice.entityId) {
    throw refused(`${name} is of another customer or legal entity than the payment.`);
  }
}
