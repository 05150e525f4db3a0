import { desc, eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { documents } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadCorrections } from './load-version.ts';

/** A version of an issued document: whom it is addressed to, why it differs from the one before, and its stored bytes. */
export type VersionView = Pick<InvoiceDocument, 'buyer' | 'recipients'> & {
  version: number;
  /** Null for what was issued. */
  correction: { reason: string; by: Actor; at: Date } | null;
  documents: { kind: 'pdf' | 'json' | 'xml'; sha256: string; createdAt: Date }[];
};

/** Every version of an issued document, the newest first; throws `invoice.not_found`. Empty before its issue. */
export async function listCorrections({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<VersionView[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    if (invoice.number === null) return [];
    const corrections = await loadCorrections(tx, invoice.id);
    const stored = await tx
      .select({
        version: documents.version,
        kind: documents.kind,
        sha256: documents.sha256,
        createdAt: documents.createdAt,
      })
      .from(documents)
      .where(eq(documents.invoiceId, invoice.id))
      .orderBy(desc(documents.version), documents.kind);
    const bytesOf = (version: number): VersionView['documents'] =>
      stored.flatMap(({ version: of, ...row }) => (of === version ? [row] : []));
    const { buyer, recipients } = invoice;
    return [
      ...corrections.map((row) => ({
        version: row.version,
        buyer: row.buyer,
        recipients: row.recipients,
        correction: { reason: row.reason, by: row.correctedBy, at: row.correctedAt },
        documents: bytesOf(row.version),
      })),
      { version: 1, buyer, recipients, correction: null, documents: bytesOf(1) },
    ];
  });
}
