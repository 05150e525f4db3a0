import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { sendAttempts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordOutcome } from '../deliver/record-outcome.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/** A row of `send_attempts`. */
type AttemptRow = typeof sendAttempts.$inferSelect;

/** The mail of an invoice that is not out yet, locked; before the invoice itself, as whoever sends it locks the two. */
export async function lockOpenSend(tx: Tx, invoiceId: string): Promise<AttemptRow | undefined> {
  const [attempt] = await tx
    .select()
    .from(sendAttempts)
    .where(and(eq(sendAttempts.invoiceId, invoiceId), inArray(sendAttempts.state, ['queued', 'sending'])))
    .for('update');
  return attempt;
}

/** Ends a mail that waits to go to whom it was addressed before a correction. One that is under way cannot be called back. */
export async function endWaitingSend(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  attempt: AttemptRow,
): Promise<void> {
  if (attempt.state !== 'queued') return;
  const detail = 'The recipient or address was corrected before this message was sent.';
  await recordOutcome(tx, ctx, invoice, attempt, { state: 'refused', detail });
}
