import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { allocations, refunds } from '../../db/schema/index.ts';

/**
 * What was sent back of an invoice so far, in minor units: its refunds, those paid out of its credit notes, and those of
 * unapplied money that was on it before.
 */
export async function loadRefundedOf(tx: Tx, invoiceId: string): Promise<bigint> {
  const wasOnIt = sql`exists (select 1 from ${allocations} sent
    join ${allocations} was on was.organization_id = sent.organization_id and was.payment_id = sent.payment_id
    where sent.organization_id = ${refunds.organizationId} and sent.refund_id = ${refunds.id}
      and was.invoice_id = ${invoiceId})`;
  const [row] = await tx
    .select({ sum: sql<string>`coalesce(sum(${refunds.amountMinor}), 0)::bigint` })
    .from(refunds)
    .where(or(eq(refunds.invoiceId, invoiceId), and(isNull(refunds.invoiceId), wasOnIt)));
  return BigInt(row?.sum ?? 0);
}
