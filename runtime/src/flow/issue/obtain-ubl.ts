import { createHash } from 'node:crypto';
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
import { type DocumentRow, findRendered } from '../correct/find-rendered.ts';
import { type DocumentVersion, loadVersion } from '../correct/load-version.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import type { StoredDocument } from '../read/get-document.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * The electronic document of an issued invoice. It is written when somebody asks for it first, from the frozen content,
 * and stored: what was handed out once never changes, whatever this program learns later. In a format that is not the
 * invoice's own it is a copy, written from the same content each time and not stored. Throws
 * `invoice.document_not_ready` before the invoice is issued, `request.not_found` for a version that there is not, and `einvoice.refused` where it breaks its profile.
 */
export async function obtainUbl({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; format?: EInvoiceFormat | undefined; version?: number | undefined };
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
    const asked = await loadVersion(tx, invoice.id, input.version);
    const copy = input.format === undefined ? undefined : copyIn(asked.document, input.format);
    if (copy !== undefined) return { ...copy, filename };
    const stored = (await findStored(tx, asked)) ?? (await store(tx, ctx, asked));
    return { bytes: stored.bytes, mediaType: stored.mediaType, sha256: stored.sha256, filename };
  });
}

const MEDIA_TYPE = 'application/xml';

/** The invoice in a format, or nothing where that is the profile that it is stored in. */
function copyIn(
  document: InvoiceDocument,
  format: EInvoiceFormat,
): Omit<StoredDocument, 'filename'> | undefined {
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

const findStored = (tx: Tx, { document, version }: DocumentVersion): Promise<DocumentRow | undefined> =>
  findRendered(tx, document.id, version, 'xml');

async function store(tx: Tx, ctx: Ctx, asked: DocumentVersion): Promise<DocumentRow> {
  const { document, version } = asked;
  const bytes = write(document, profileOf(document));
  const [inserted] = await tx
    .insert(documents)
    .values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('document'),
      invoiceId: document.id,
      version,
      kind: 'xml',
      mediaType: MEDIA_TYPE,
      bytes,
      sha256: sha256Of(bytes),
      createdAt: ctx.deps.clock.now(),
    })
    .onConflictDoNothing()
    .returning();
  // Two who asked first at once: the other one's is the document.
  const row = inserted ?? (await findStored(tx, asked));
  if (row === undefined) throw new AppError('invoice.document_not_ready');
  if (inserted !== undefined) {
    await recordAudit(tx, ctx, {
      action: 'invoice.render',
      objectKind: 'invoice',
      objectId: document.id,
      after: { xml: row.sha256, ...(version === 1 ? {} : { version }) },
    });
  }
  return row;
}
