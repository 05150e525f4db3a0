import { eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests, invoices } from '../../db/schema/index.ts';

/** The deadline of a request, one without any after all others; written as the index of migration 0026 has it. */
export const URGENCY: SQL<Date> = sql`coalesce(${approvalRequests.dueAt}, 'infinity'::timestamptz)`;

/**
 * The condition for what comes after a request in the order of the inbox; undefined, so from the start, where there is no
 * such request.
 */
export async function afterInUrgency(tx: Tx, requestId: string): Promise<SQL | undefined> {
  // As texts: a Date has milliseconds only, and the column has microseconds.
  const [last] = await tx
    .select({
      due: sql<string>`${URGENCY}::text`,
      requested: sql<string>`${approvalRequests.requestedAt}::text`,
      payable: sql<string>`${invoices.payableMinor}::text`,
    })
    .from(approvalRequests)
    .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
    .where(eq(approvalRequests.id, requestId));
  if (last === undefined) return undefined;
  const place = sql`${last.due}::timestamptz, ${last.requested}::timestamptz`;
  const row = sql`${URGENCY}, ${approvalRequests.requestedAt}`;
  // The first comparison is one of the index, which spans no other table; the second is exact.
  return sql`(${row}) >= (${place}) and (${row}, -${invoices.payableMinor}, ${approvalRequests.id})
    > (${place}, -(${last.payable}::bigint), ${requestId}::text)`;
}
