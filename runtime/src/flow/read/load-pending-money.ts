import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { payments } from '../../db/schema/index.ts';

/** A payment on its way to an invoice; it settles nothing yet. */
export type PendingPayment = {
  paymentId: string;
  amountMinor: bigint;
  /** The day on which it set out. */
  since: string;
  reference: string | null;
};

/** What an invoice was told to be on its way to it, what set out first before the others. */
export async function loadPendingMoney(tx: Tx, invoiceId: string): Promise<PendingPayment[]> {
  const rows = await tx
    .select({
      paymentId: payments.id,
      amountMinor: payments.pendingMinor,
      since: payments.receivedOn,
      reference: payments.reference,
    })
    .from(payments)
    .where(eq(payments.pendingInvoiceId, invoiceId))
    .orderBy(asc(payments.receivedOn), asc(payments.id));
  return rows.map(({ amountMinor, ...row }) => ({ ...row, amountMinor: amountMinor ?? 0n }));
}
