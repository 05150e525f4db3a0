import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { documents, sendAttempts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import type { EmailMessage, EmailOutcome } from '../ports.ts';
import { composeMessage } from './compose-message.ts';
import { recordOutcome } from './record-outcome.ts';
import { throwUnlessSent } from './throw-unless-sent.ts';

type AttemptRow = typeof sendAttempts.$inferSelect;

/**
 * Hands the open attempt of an invoice to the mail channel and records what became of it.
 * An attempt that was under way when the hub died may have been sent: it is shown as unknown and not repeated,
 * except where the channel makes one message of two (a folder).
 */
export async function deliverInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<void> {
  const { database, email } = ctx.deps;
  const begun = await database.inOrganization(ctx.organizationId, (tx) =>
    beginAttempt(tx, ctx, input.invoiceId),
  );
  if (begun === undefined) return;
  const outcome: EmailOutcome = begun.mayHaveBeenSent
    ? { state: 'unknown', detail: 'The hub stopped while this message was being sent.' }
    : await email.send(begun.message);
  await database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    await recordOutcome(tx, ctx, invoice, begun.attempt, outcome);
  });
  throwUnlessSent(outcome);
}

type BegunAttempt = { attempt: AttemptRow; message: EmailMessage; mayHaveBeenSent: boolean };

async function beginAttempt(tx: Tx, ctx: Ctx, invoiceId: string): Promise<BegunAttempt | undefined> {
  const [attempt] = await tx
    .select()
    .from(sendAttempts)
    .where(and(eq(sendAttempts.invoiceId, invoiceId), inArray(sendAttempts.state, ['queued', 'sending'])))
    .for('update');
  if (attempt === undefined) return undefined;
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  // Asked to be void while its mail waited: nobody gets it any more. One that is under way cannot be called back.
  if (invoice.documentStatus !== 'issued' && attempt.state === 'queued') {
    const detail = 'The invoice is void, or about to be.';
    await recordOutcome(tx, ctx, invoice, attempt, { state: 'refused', detail });
    return undefined;
  }
  await tx.update(sendAttempts).set({ state: 'sending' }).where(eq(sendAttempts.id, attempt.id));
  const document = await loadDocument(tx, invoiceId);
  const [pdf] = await tx
    .select({ bytes: documents.bytes })
    .from(documents)
    .where(and(eq(documents.invoiceId, invoiceId), eq(documents.kind, 'pdf')));
  if (pdf === undefined) throw new AppError('invoice.document_not_ready');
  return {
    attempt,
    message: composeMessage(document, attempt, pdf.bytes),
    mayHaveBeenSent: attempt.state === 'sending' && ctx.deps.email.kind === 'smtp',
  };
}
