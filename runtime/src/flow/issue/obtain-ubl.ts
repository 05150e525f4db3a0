import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { invoiceToUbl } from '../../core/einvoice/ubl-invoice.ts';
import type { Tx } from '../../db/open-database.ts';
import { documents } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import type { StoredDocument } from '../read/get-document.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * The electronic document of an issued invoice. It is written when somebody asks for it first, from the frozen content,
 * and stored: what was handed out once never changes, whatever this program learns later. Throws
 * `invoice.document_not_ready` before the invoice is issued, and `einvoice.refused` where it breaks its profile.
 */
export async function obtainUbl({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<StoredDocument> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    if (invoice.number === null) {
      const detail = 'Only an issued invoice has an electronic document.';
      throw new AppError('invoice.document_not_ready', { detail });
    }
    const filename = `${invoice.number}.xml`;
    const stored = (await findStored(tx, invoice.id)) ?? (await store(tx, ctx, invoice.id));
    return { bytes: stored.bytes, mediaType: stored.mediaType, sha256: stored.sha256, filename };
  });
}

type DocumentRow = typeof documents.$inferSelect;

async function findStored(tx: Tx, invoiceId: string): Promise<DocumentRow | undefined> {
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.invoiceId, invoiceId), eq(documents.kind, 'xml')));
  return row;
}

async function store(tx: Tx, ctx: Ctx, invoiceId: string): Promise<DocumentRow> {
  const written = invoiceToUbl(await loadDocument(tx, invoiceId));
  if (!written.ok) {
    throw new AppError('einvoice.refused', {
      detail: written.refusals[0]?.detail ?? '',
      errors: written.refusals.map(({ pointer, rule, detail }) => ({ pointer, code: rule, detail })),
    });
  }
  const bytes = Buffer.from(written.xml, 'utf8');
  const [inserted] = await tx
    .insert(documents)
    .values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('document'),
      invoiceId,
      kind: 'xml',
      mediaType: 'application/xml',
      bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      createdAt: ctx.deps.clock.now(),
    })
    .onConflictDoNothing()
    .returning();
  // Two who asked first at once: the other one's is the document.
  const row = inserted ?? (await findStored(tx, invoiceId));
  if (row === undefined) throw new AppError('invoice.document_not_ready');
  if (inserted !== undefined) {
    await recordAudit(tx, ctx, {
      action: 'invoice.render',
      objectKind: 'invoice',
      objectId: invoiceId,
      after: { xml: row.sha256 },
    });
  }
  return row;
}
