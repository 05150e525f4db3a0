import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { CorrectionRequest } from '../../core/invoice/correction/correction-request.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceCorrections } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { endHeld } from '../held/end-held.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { correctOrRefuse } from './correct-or-refuse.ts';
import { endWaitingSend, lockOpenSend } from './end-waiting-send.ts';
import { findRendered } from './find-rendered.ts';
import { loadVersion } from './load-version.ts';

/** What is to be corrected, why, and which version it was read in. */
export const CorrectInvoiceInput = CorrectionRequest.extend({
  reason: z.string().trim().min(1).max(500),
  /** The version that was looked at: another one by now is refused. Absent, it is the newest whatever that is. */
  version: z.int().min(1).optional(),
});
export type CorrectInvoiceInput = z.infer<typeof CorrectInvoiceInput>;

/** The version that the document is in, and whether this call made it. */
export type CorrectedInvoice = { version: number; isNew: boolean };

/** Corrects an issued document in a transaction of the caller; what it does and throws is told of `correctInvoice`. */
export async function makeVersion(
  tx: Tx,
  ctx: Ctx,
  { invoiceId, reason, version: read, ...asked }: CorrectInvoiceInput & { invoiceId: string },
): Promise<CorrectedInvoice> {
  const waiting = await lockOpenSend(tx, invoiceId);
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  admitCommand(ctx, 'correct', invoice);
  const { document, version } = await loadVersion(tx, invoiceId);
  if (read !== undefined && read !== version) throw new AppError('correction.outdated');
  const made = correctOrRefuse(document, asked);
  if (made.differences.length === 0) return { version, isNew: false };
  if ((await findRendered(tx, invoiceId, version)) === undefined) {
    throw new AppError('invoice.document_not_ready');
  }
  const next = version + 1;
  await tx.insert(invoiceCorrections).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('correction'),
    invoiceId,
    version: next,
    ...made.corrected,
    reason,
    correctedBy: ctx.actor,
    correctedAt: ctx.deps.clock.now(),
  });
  await tell(tx, ctx, { document, after: { ...document, ...made.corrected }, version: next, reason });
  await recordEvent(tx, ctx, invoiceId, 'invoice.corrected', {
    version: next,
    changed: made.differences.map(({ place }) => `/${place.join('/')}`),
    reason,
  });
  if (waiting !== undefined) await endWaitingSend(tx, ctx, invoice, waiting);
  // What waits on it was asked about another recipient or address.
  await endHeld(tx, ctx, { invoiceId, reason });
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'render', key: invoiceId, payload: { organizationId, requestId, invoiceId } },
  ]);
  return { version: next, isNew: true };
}

type Told = { document: InvoiceDocument; after: InvoiceDocument; version: number; reason: string };

async function tell(tx: Tx, ctx: Ctx, { document, after, version, reason }: Told): Promise<void> {
  const partsOf = ({ buyer, recipients }: InvoiceDocument) => ({ buyer, recipients });
  await recordAudit(tx, ctx, {
    action: 'invoice.correct',
    objectKind: 'invoice',
    objectId: document.id,
    before: { version: version - 1, document: partsOf(document) },
    after: { version, document: partsOf(after) },
    reason,
  });
}
