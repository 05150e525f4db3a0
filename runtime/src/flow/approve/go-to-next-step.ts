import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { loadStepCheck } from './load-step-check.ts';
import { openRequest } from './open-request.ts';

/** A request as stored. */
export type ApprovalRequestRow = typeof approvalRequests.$inferSelect;

/**
 * What follows an approval (model.md E5, rows 7 and 8): `waits` while a step of this order wants more people, or when a
 * later order is asked now; `done` when every step of every order is met.
 */
export async function goToNextStep(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  request: ApprovalRequestRow,
): Promise<'waits' | 'done'> {
  const isMet = (await loadStepCheck(tx, invoice, request))([]);
  if (isMet && request.laterSteps.length === 0) return 'done';
  const data: Record<string, string> = { requestId: request.id };
  if (isMet) {
    await tx
      .update(approvalRequests)
      .set({ state: 'approved', closedAt: ctx.deps.clock.now() })
      .where(eq(approvalRequests.id, request.id));
    const next = await openRequest(tx, ctx, invoice, request, request.laterSteps);
    data['nextRequestId'] = next.id;
  }
  await recordAudit(tx, ctx, {
    action: 'invoice.approve_step',
    objectKind: 'invoice',
    objectId: request.invoiceId,
    after: data,
  });
  await recordEvent(tx, ctx, request.invoiceId, 'invoice.step_approved', data);
  return 'waits';
}
