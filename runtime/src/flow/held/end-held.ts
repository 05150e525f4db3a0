import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import { cancelOpenRequests } from '../bill/cancel-open-requests.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';

/**
 * Ends the request of a held command without a decision: it was taken back, or there is nothing to run it on any more.
 * Where none waits nothing is done. The caller holds the invoice's lock.
 */
export async function endHeld(
  tx: Tx,
  ctx: Ctx,
  { invoiceId, reason }: { invoiceId: string; reason: string },
): Promise<void> {
  const [open] = await tx
    .select()
    .from(approvalRequests)
    .where(
      and(
        eq(approvalRequests.invoiceId, invoiceId),
        eq(approvalRequests.state, 'open'),
        isNotNull(approvalRequests.command),
      ),
    );
  if (open === undefined) return;
  await cancelOpenRequests(tx, ctx, invoiceId);
  const data = { requestId: open.id, command: open.command };
  await recordAudit(tx, ctx, {
    action: 'invoice.withdraw_command',
    objectKind: 'invoice',
    objectId: invoiceId,
    after: data,
    reason,
  });
  await recordEvent(tx, ctx, invoiceId, 'invoice.command_withdrawn', { ...data, reason });
}
