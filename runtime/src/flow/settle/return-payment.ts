import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { payments } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { bookDispute } from '../dispute/book-dispute.ts';
import { loadPayment, type PaymentView } from '../read/list-payments.ts';
import { recordAudit } from '../record-audit.ts';
import { applyPayment } from './apply-payment.ts';
import type { PaymentRow } from './find-misfit.ts';
import { findLiveAllocations, sumOfCash } from './live-allocations.ts';
import { lockInvoices } from './lock-invoices.ts';
import { lockPayment } from './lock-payment.ts';

/** Which payment went back, why, and whether the payer's bank took it back against our will. */
export type ReturnPaymentInput = { paymentId: string; reason: string; isChargeback: boolean };

/**
 * Notes that the money of a payment went back: everything that it settled is open again, and a chargeback opens a
 * dispute on each of those invoices that has none. Doing it twice changes nothing. Throws `settlement.not_possible` for a
 * payment of a connected system, which tells of it by itself, and for one that never came in.
 */
export async function returnPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReturnPaymentInput;
}): Promise<PaymentView> {
  authorise(ctx, 'record_payment');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const payment = await lockPayment(tx, ctx, input.paymentId);
    if (payment.sourceConnectionId !== null) {
      throw new AppError('settlement.not_possible', {
        detail: 'The system that told of this payment tells when its money went back.',
      });
    }
    if (payment.state === 'processing' || payment.state === 'failed') {
      throw new AppError('settlement.not_possible', {
        detail: 'The money of this payment never came in: there is nothing that went back.',
      });
    }
    if (payment.state === 'settled') await takeBack(tx, ctx, payment, input);
    return loadPayment(tx, ctx, payment.id);
  });
}

async function takeBack(tx: Tx, ctx: Ctx, payment: PaymentRow, input: ReturnPaymentInput): Promise<void> {
  const live = await findLiveAllocations(tx, payment.id);
  const ids = live.map(({ invoiceId }) => invoiceId);
  const touched = await lockInvoices(tx, ctx, 'record_payment', ids);
  const updatedAt = ctx.deps.clock.now();
  await tx.update(payments).set({ state: 'returned', updatedAt }).where(eq(payments.id, payment.id));
  await recordAudit(tx, ctx, {
    action: input.isChargeback ? 'payment.charged_back' : 'payment.returned',
    objectKind: 'payment',
    objectId: payment.id,
    before: { state: 'settled' },
    after: { state: 'returned' },
    reason: input.reason,
  });
  await applyPayment(tx, ctx, payment.id);
  if (!input.isChargeback) return;
  for (const invoice of touched) {
    const amountMinor = sumOfCash(live.filter(({ invoiceId }) => invoiceId === invoice.id));
    const { reason } = input;
    await bookDispute(tx, ctx, { invoice, cause: 'chargeback', positions: null, amountMinor, reason });
  }
}
