import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '../core/app-error.ts';
import type { DocumentStatus } from '../core/invoice/document.ts';
import { findTransition, type TransitionEvent } from '../core/invoice/transitions.ts';
import type { JsonObject } from '../core/json.ts';
import type { Tx } from '../db/open-database.ts';
import { invoices } from '../db/schema/index.ts';
import { closeRefusal } from './approve/submission-refusal.ts';
import { authorise, type Ctx } from './context.ts';
import { recordAudit } from './record-audit.ts';
import { recordEvent } from './record-event.ts';

type TransitionInput = {
  invoice: { id: string; entityId: string; documentStatus: DocumentStatus };
  event: TransitionEvent;
  /** Columns that change with the status. */
  set?: Partial<typeof invoices.$inferInsert>;
  data?: JsonObject;
  reason?: string;
};

/**
 * Moves an invoice along the transition table: permission, conditional update on the old state, audit entry, event.
 * Of two people acting at once one wins; the other gets `invoice.transition_refused`.
 */
export async function transitionInvoice(tx: Tx, ctx: Ctx, input: TransitionInput): Promise<void> {
  const { invoice, event } = input;
  const transition = findTransition(event, invoice.documentStatus);
  if (transition === undefined) throw refused(event, invoice.documentStatus);
  authorise(ctx, transition.permission, invoice.entityId);
  const updated = await tx
    .update(invoices)
    .set({ ...input.set, documentStatus: transition.to, revision: sql`${invoices.revision} + 1` })
    .where(and(eq(invoices.id, invoice.id), eq(invoices.documentStatus, invoice.documentStatus)))
    .returning({ id: invoices.id });
  if (updated.length === 0) throw refused(event, invoice.documentStatus);
  if (invoice.documentStatus === 'draft' && transition.to !== 'draft')
    await closeRefusal(tx, ctx, invoice.id);
  await recordAudit(tx, ctx, {
    action: `invoice.${event}`,
    objectKind: 'invoice',
    objectId: invoice.id,
    before: { status: invoice.documentStatus },
    after: { status: transition.to, ...input.data },
    ...(input.reason === undefined ? {} : { reason: input.reason }),
  });
  await recordEvent(tx, ctx, invoice.id, transition.emits, {
    from: invoice.documentStatus,
    to: transition.to,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ...input.data,
  });
}

function refused(event: TransitionEvent, status: DocumentStatus): AppError {
  const command = event.replace('_automatic', '');
  return new AppError('invoice.transition_refused', {
    detail: `"${command}" is not possible: the invoice is ${status.replace('_', ' ')}.`,
  });
}
