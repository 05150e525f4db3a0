import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { documents } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';

/** A stored document as it was issued. */
export type StoredDocument = { bytes: Uint8Array; mediaType: string; sha256: string; filename: string };

/** The issued bytes of an invoice; throws `invoice.document_not_ready` before they are stored. */
export async function getDocument({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; kind: 'pdf' | 'json' };
}): Promise<StoredDocument> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    const [row] = await tx
      .select()
      .from(documents)
      .where(and(eq(documents.invoiceId, input.invoiceId), eq(documents.kind, input.kind)));
    if (row === undefined) throw new AppError('invoice.document_not_ready');
    const filename = `${invoice.number ?? invoice.id}.${input.kind}`;
    return { bytes: row.bytes, mediaType: row.mediaType, sha256: row.sha256, filename };
  });
}
