import { sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { sendAttempts } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import type { Ctx } from '../context.ts';
import { findRendered } from '../correct/find-rendered.ts';
import { loadVersion } from '../correct/load-version.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * Queues one send of an issued invoice in its newest version, or the one that is under way once more. The Message-ID is made here, once, so that every
 * try of this attempt is the same message. Throws `delivery.recipient_missing` or `invoice.document_not_ready`.
 */
export async function requestSend(tx: Tx, ctx: Ctx, invoice: InvoiceRow): Promise<void> {
  admitCommand(ctx, 'send', invoice);
  const {
    document: { recipients },
    version,
  } = await loadVersion(tx, invoice.id);
  if (recipients.length === 0) throw new AppError('delivery.recipient_missing');
  const pdf = await findRendered(tx, invoice.id, version);
  if (pdf === undefined) throw new AppError('invoice.document_not_ready');
  const id = ctx.deps.ids.next('sendAttempt');
  const inserted = await tx
    .insert(sendAttempts)
    .values({
      organizationId: ctx.organizationId,
      id,
      invoiceId: invoice.id,
      channel: 'email',
      recipients,
      messageId: `<${id}@${new URL(ctx.deps.publicBaseUrl).hostname}>`,
      documentSha256: pdf.sha256,
      state: 'queued',
      requestedBy: ctx.actor,
      queuedAt: ctx.deps.clock.now(),
    })
    .onConflictDoNothing({
      target: [sendAttempts.organizationId, sendAttempts.invoiceId],
      where: sql`state in ('queued', 'sending')`,
    })
    .returning({ id: sendAttempts.id });
  if (inserted.length > 0) {
    await recordAudit(tx, ctx, {
      action: 'invoice.send',
      objectKind: 'invoice',
      objectId: invoice.id,
      after: {
        attemptId: id,
        recipients: recipients.map((recipient) => recipient.email),
        pdfSha256: pdf.sha256,
      },
    });
  }
  // Also for an attempt that is open already: the job of one whose tries ran out is gone.
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'deliver',
      key: invoice.id,
      payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId: invoice.id },
    },
  ]);
}
