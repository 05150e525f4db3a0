import { AppError } from '../../core/app-error.ts';
import { authorise, type Ctx } from '../context.ts';
import { findRendered } from '../correct/find-rendered.ts';
import { loadVersion } from '../correct/load-version.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';

/** A stored document as it was issued. */
export type StoredDocument = { bytes: Uint8Array; mediaType: string; sha256: string; filename: string };

/**
 * The issued bytes of an invoice in its newest version, or in the one that is asked for; throws
 * `invoice.document_not_ready` before they are stored, and `request.not_found` for a version that there is not.
 */
export async function getDocument({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; kind: 'pdf' | 'json'; version?: number | undefined };
}): Promise<StoredDocument> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    const { version } = await loadVersion(tx, invoice.id, input.version);
    const row = await findRendered(tx, invoice.id, version, input.kind);
    if (row === undefined) throw new AppError('invoice.document_not_ready');
    const filename = `${invoice.number ?? invoice.id}.${input.kind}`;
    return { bytes: row.bytes, mediaType: row.mediaType, sha256: row.sha256, filename };
  });
}
