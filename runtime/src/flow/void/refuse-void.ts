import { and, eq, inArray } from 'drizzle-orm';
import type { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { connections, voidTargets, writeIntents } from '../../db/schema/index.ts';
import type { ConnectionRow, Ctx } from '../context.ts';
import { reopenDispute } from '../dispute/reopen-dispute.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { settleWaitingPayments } from '../settle/settle-waiting-payments.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { markVoidedElsewhere } from './mark-voided-elsewhere.ts';
import { tellCrm } from './tell-crm.ts';

/** Which void was refused, and by whom. */
export type RefusedVoid = { invoice: InvoiceRow; attempt: number; connection: ConnectionRow };

/**
 * Takes an invoice back to issued because a ledger refused to void it. A ledger that had voided it already is no longer
 * in sync and is named in the event: nobody can undo a void there. Payments that came meanwhile are settled now,
 * and a dispute that was accepted by this void is open again.
 */
export async function refuseVoid(
  tx: Tx,
  ctx: Ctx,
  { invoice, attempt, connection }: RefusedVoid,
  refusal: AppError,
): Promise<void> {
  const now = ctx.deps.clock.now();
  const isAsked = and(eq(voidTargets.invoiceId, invoice.id), eq(voidTargets.attempt, attempt));
  await tx
    .update(voidTargets)
    .set({ state: 'refused', updatedAt: now })
    .where(and(isAsked, eq(voidTargets.connectionId, connection.id)));
  const voidedIn = await tx
    .select({ id: connections.id, name: connections.name })
    .from(voidTargets)
    .innerJoin(connections, eq(connections.id, voidTargets.connectionId))
    .where(and(isAsked, eq(voidTargets.state, 'confirmed')))
    .orderBy(connections.id);
  await markVoidedElsewhere(
    tx,
    ctx,
    invoice.id,
    voidedIn.map(({ id }) => id),
  );
  await tx
    .update(writeIntents)
    .set({ state: 'failed', updatedAt: now })
    .where(
      and(
        inArray(writeIntents.object, ['invoice_void', 'credit_note_void']),
        eq(writeIntents.canonicalId, invoice.id),
        inArray(writeIntents.state, ['planned', 'written']),
      ),
    );
  await transitionInvoice(tx, ctx, {
    invoice,
    event: 'refuse_void',
    reason: refusal.detail,
    data: { connection: connection.name, code: refusal.code, voidedIn: voidedIn.map(({ name }) => name) },
  });
  await reopenDispute(tx, ctx, invoice, `${connection.name}: ${refusal.detail}`);
  await settleWaitingPayments(tx, ctx, { ...invoice, documentStatus: 'issued' });
  await tellCrm(tx, ctx, invoice.id);
}
