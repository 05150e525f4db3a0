import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import type { ApprovalRequestRow } from './go-to-next-step.ts';

/** Who asked for what waits on an invoice, and for which command; undefined when nothing waits. */
export async function findAsking(
  tx: Tx,
  invoiceId: string,
): Promise<Pick<ApprovalRequestRow, 'requestedBy' | 'command'> | undefined> {
  const [request] = await tx
    .select({ requestedBy: approvalRequests.requestedBy, command: approvalRequests.command })
    .from(approvalRequests)
    .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.state, 'open')));
  return request;
}
