import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import {
  type EInvoiceFormat,
  type EInvoiceProfile,
  profileOf,
  profileOfFormat,
} from '../../core/einvoice/profile.ts';
import { invoiceToUbl } from '../../core/einvoice/ubl-invoice.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { documents } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import type { StoredDocument } from '../read/get-document.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * The electronic document of an issued invoice. It is written when somebody asks for it first, from the frozen content,
 * and stored: what was handed out once never changes, whatever this program learns later. In a format that is not the
 * invoice's own it is a copy, written from the same content each time and not stored. Throws
 * `invoice.document_not_ready` before the invoice is issued, and `einvoice.refused` where it breaks its profile.
 */
export async function obtainUbl({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; format?: EInvoiceFormat | undefined };
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
    const copy = input.format === undefined ? undefined : await copyIn(tx, invoice.id, input.format);
    if (copy !== undefined) return { ...copy, filename };
    const stored = (await findStored(tx, invoice.id)) ?? (await store(tx, ctx, invoice.id));
    return { bytes: stored.bytes, mediaType: stored.mediaType, sha256: stored.sha256, filename };
  });
}

const MEDIA_TYPE = 'application/xml';

/** The invoice in a format, or nothing where that is the profile that it is stored in. */
async function copyIn(
  tx: Tx,
  invoiceId: string,
  format: EInvoiceFormat,
): Promise<Omit<StoredDocument, 'filename'> | undefined> {
  const document = await loadDocument(tx, invoiceId);
  const profile = profileOfFormat(document, format);
  if (profile === profileOf(document)) return undefined;
  const bytes = write(document, profile);
  return { bytes, mediaType: MEDIA_TYPE, sha256: sha256Of(bytes) };
}

function write(document: InvoiceDocument, profile: EInvoiceProfile): Buffer {
  const written = invoiceToUbl(document, profile);
  if (written.ok) return Buffer.from(written.xml, 'utf8');
  throw new AppError('einvoice.refused', {
    detail: written.refusals[0]?.detail ?? '',
    errors: written.refusals.map(({ pointer, rule, detail }) => ({ pointer, code: rule, detail })),
  });
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

type DocumentRow = typeof documents.$inferSelect;

async function findStored(tx: Tx, invoiceId: string): Promise<DocumentRow | undefined> {
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.invoiceId, invoiceId), eq(documents.kind, 'xml')));
  return row;
}

async function store(tx: Tx, ctx: Ctx, invoiceId: string): Promise<DocumentRow> {
  const document = await loadDocument(tx, invoiceId);
  const bytes = write(document, profileOf(document));
  const [inserted] = await tx
    .insert(documents)
    .values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('document'),
      invoiceId,
      kind: 'xml',
      mediaType: MEDIA_TYPE,
      bytes,
      sha256: sha256Of(bytes),
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
