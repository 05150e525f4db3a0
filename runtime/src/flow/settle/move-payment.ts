import { eq } from 'drizzle-orm';
import type { PaymentState } from '../../core/settlement/payment-state.ts';
import type { Tx } from '../../db/open-database.ts';
import { payments } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { PaymentRow } from './find-misfit.ts';
import { paymentDeed } from './payment-deed.ts';

/** How a payment stands from now on, and what else of it is otherwise. */
export type PaymentMove = { state: PaymentState } & Partial<
  Pick<PaymentRow, 'amountMinor' | 'receivedOn' | 'reference' | 'failureReason' | 'bodyHash'>
>;

/** Moves a locked payment to another state, with its audit entry; what it does to invoices is the caller's to apply. */
export async function movePayment(tx: Tx, ctx: Ctx, payment: PaymentRow, move: PaymentMove): Promise<void> {
  const failureReason = move.failureReason ?? null;
  const updatedAt = ctx.deps.clock.now();
  await tx
    .update(payments)
    .set({ ...move, failureReason, updatedAt })
    .where(eq(payments.id, payment.id));
  await recordAudit(tx, ctx, {
    action: paymentDeed(move.state),
    objectKind: 'payment',
    objectId: payment.id,
    before: { state: payment.state, receivedOn: payment.receivedOn },
    after: { state: move.state, receivedOn: move.receivedOn ?? payment.receivedOn },
    ...(failureReason === null ? {} : { reason: failureReason }),
  });
}
