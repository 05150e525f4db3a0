import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { payments } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { NewJob } from '../jobs.ts';
import { findMisfit } from './find-misfit.ts';

/** More payments than this of one invoice, all with a rest, are nobody's case. */
const PAYMENTS_MAX = 100;

/**
 * Hands the other payments of an invoice that have an unapplied rest to the settlement again, oldest first: money that
 * was taken back from the invoice made room for them, or it is open for payments again.
 */
export async function settleWaitingPayments(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  reversedPaymentId?: string,
): Promise<void> {
  const { number } = invoice;
  if (number === null) return;
  const waiting = await tx
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.invoiceNumber, number),
        eq(payments.state, 'settled'),
        eq(payments.isHeld, false),
        reversedPaymentId === undefined ? undefined : ne(payments.id, reversedPaymentId),
        sql`${payments.amountMinor} > (select coalesce(sum(a.amount_minor), 0) from allocations a
          where a.organization_id = ${payments.organizationId} and a.payment_id = ${payments.id})`,
      ),
    )
    .orderBy(asc(payments.createdAt), asc(payments.id))
    .limit(PAYMENTS_MAX);
  const jobs: NewJob[] = [];
  for (const payment of waiting) {
    if ((await findMisfit(tx, payment, invoice)) !== undefined) continue;
    const { organizationId, requestId } = ctx;
    jobs.push({
      stage: 'settle',
      key: number,
      payload: { organizationId, requestId, paymentId: payment.id },
    });
  }
  await ctx.deps.jobs.enqueue(tx, jobs);
}
