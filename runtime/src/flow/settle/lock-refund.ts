import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { findLiveOfInvoice } from './live-allocations.ts';
import { lockPayment } from './lock-payment.ts';

/** What a refund is of: an invoice, of a credit note of it, or of a payment that was on it. */
type RefundedOf = {
  invoiceId: string;
  creditNoteId?: string | undefined;
  paymentId?: string | undefined;
};

/**
 * Locks what a refund may touch: payments before invoices, each in the order of their ids. Returns both; whether the
 * caller may refund them is for the caller to ask.
 */
export async function lockRefund(
  tx: Tx,
  ctx: Ctx,
  { invoiceId, creditNoteId, paymentId }: RefundedOf,
): Promise<{ paymentIds: string[]; locked: InvoiceRow[] }> {
  const live = await findLiveOfInvoice(tx, invoiceId);
  const ids = [
    ...live.flatMap((entry) => entry.paymentId ?? []),
    ...(paymentId === undefined ? [] : [paymentId]),
  ];
  const paymentIds = [...new Set(ids)].sort();
  for (const id of paymentIds) await lockPayment(tx, ctx, id);
  const locked: InvoiceRow[] = [];
  for (const id of [...new Set([invoiceId, creditNoteId ?? invoiceId])].sort()) {
    locked.push(await getInvoiceForUpdate(tx, id));
  }
  return { paymentIds, locked };
}
