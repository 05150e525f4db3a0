import { eq } from 'drizzle-orm';
import type { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordEvent } from '../record-event.ts';
import type { JobOfSubject } from '../subject-key.ts';

const TARGETS = new Map([
  ['sync_accounting', 'accounting'],
  ['sync_crm', 'crm'],
]);

/**
 * Tells that an invoice is not written to another system until somebody looks at it: the last try of its job failed
 * (model.md E5, `sync_failed`). Of other work nothing is told. Locks the invoice, as whoever appends to its events does.
 */
export async function tellGivenUp(
  tx: Tx,
  ctx: Ctx,
  { job, error }: { job: JobOfSubject; error: AppError },
): Promise<void> {
  const target = TARGETS.get(job.stage);
  const { invoiceId, connectionId } = Object.fromEntries(Object.entries(job.payload));
  if (target === undefined || typeof invoiceId !== 'string') return;
  const found = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(eq(invoices.id, invoiceId))
    .for('update');
  if (found.length === 0) return;
  await recordEvent(tx, ctx, invoiceId, 'invoice.sync_failed', {
    target,
    ...(typeof connectionId === 'string' ? { connectionId } : {}),
    code: error.code,
  });
}
