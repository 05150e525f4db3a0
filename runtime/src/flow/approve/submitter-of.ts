import { and, eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';

/** Who submitted what waits on an invoice; undefined when nothing does. */
export async function submitterOf(tx: Tx, invoiceId: string): Promise<Actor | undefined> {
  const [request] = await tx
    .select({ requestedBy: approvalRequests.requestedBy })
    .from(approvalRequests)
    .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.state, 'open')));
  return request?.requestedBy;
}
