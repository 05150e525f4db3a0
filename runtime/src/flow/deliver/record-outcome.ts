import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { sendAttempts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { EmailOutcome } from '../ports.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';

const STATE_OF_OUTCOME = {
  sent: 'sent',
  refused: 'failed',
  unavailable: 'queued',
  unknown: 'unknown',
} as const;

/** Stores what became of a send attempt and tells the CRM; an unavailable server leaves the attempt queued. */
export async function recordOutcome(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  attempt: typeof sendAttempts.$inferSelect,
  outcome: EmailOutcome,
): Promise<void> {
  const state = STATE_OF_OUTCOME[outcome.state];
  const detail = outcome.state === 'sent' ? outcome.response : outcome.detail;
  await tx
    .update(sendAttempts)
    .set({ state, detail, endedAt: state === 'queued' ? null : ctx.deps.clock.now() })
    .where(eq(sendAttempts.id, attempt.id));
  if (state === 'queued') return;
  const data = {
    attemptId: attempt.id,
    messageId: attempt.messageId,
    recipients: attempt.recipients.map((recipient) => recipient.email),
    state,
  };
  await recordAudit(tx, ctx, {
    action: `delivery.${state}`,
    objectKind: 'invoice',
    objectId: invoice.id,
    after: data,
  });
  await recordEvent(tx, ctx, invoice.id, state === 'sent' ? 'invoice.sent' : `invoice.send_${state}`, data);
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'sync_crm',
      key: invoice.id,
      payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId: invoice.id },
    },
  ]);
}
