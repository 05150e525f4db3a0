import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations } from '../../db/schema/index.ts';
import type { PaymentRow } from './find-misfit.ts';

/** What of a payment is on no invoice and was not sent back, in minor units; none of what is not in, or went back. */
export async function loadUnapplied(tx: Tx, payment: PaymentRow): Promise<bigint> {
  if (payment.state !== 'settled') return 0n;
  return payment.amountMinor - (await sumOf(tx, eq(allocations.paymentId, payment.id)));
}

/** What of a payment was sent back to the customer, in minor units. */
export const loadRefunded = (tx: Tx, paymentId: string): Promise<bigint> =>
  sumOf(tx, and(eq(allocations.paymentId, paymentId), isNotNull(allocations.refundId)));

async function sumOf(tx: Tx, which: ReturnType<typeof and>): Promise<bigint> {
  const [row] = await tx
    .select({ sum: sql<string>`coalesce(sum(${allocations.amountMinor}), 0)::bigint` })
    .from(allocations)
    .where(which);
  return BigInt(row?.sum ?? 0);
}
