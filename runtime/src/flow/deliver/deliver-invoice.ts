import { and, desc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { documents, sendAttempts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { endWaitingSend, lockOpenSend } from '../correct/end-waiting-send.ts';
import type { DocumentRow } from '../correct/find-rendered.ts';
import { loadVersion } from '../correct/load-version.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
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
  const attempt = await lockOpenSend(tx, invoiceId);
  if (attempt === undefined) return undefined;
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  // Asked to be void while its mail waited: nobody gets it any more. One that is under way cannot be called back.
  if (invoice.documentStatus !== 'issued' && attempt.state === 'queued') {
    const detail = 'The invoice is void, or about to be.';
    await recordOutcome(tx, ctx, invoice, attempt, { state: 'refused', detail });
    return undefined;
  }
  const { document, version } = await loadVersion(tx, invoiceId);
  const pdf = await findAttached(tx, attempt);
  // Corrected while the mail server was away: whom it was addressed to before does not get it any more.
  if (pdf.version < version && attempt.state === 'queued') {
    await endWaitingSend(tx, ctx, invoice, attempt);
    return undefined;
  }
  await tx.update(sendAttempts).set({ state: 'sending' }).where(eq(sendAttempts.id, attempt.id));
  return {
    attempt,
    message: composeMessage(document, attempt, pdf.bytes),
    mayHaveBeenSent: attempt.state === 'sending' && ctx.deps.email.kind === 'smtp',
  };
}

/** The bytes that an attempt was asked for with: a mail that is tried again is the same mail. */
async function findAttached(tx: Tx, { invoiceId, documentSha256 }: AttemptRow): Promise<DocumentRow> {
  const [pdf] = await tx
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.invoiceId, invoiceId),
        eq(documents.kind, 'pdf'),
        eq(documents.sha256, documentSha256),
      ),
    )
    .orderBy(desc(documents.version));
  if (pdf === undefined) throw new AppError('invoice.document_not_ready');
  return pdf;
}
