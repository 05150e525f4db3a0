import { contentHash } from '../../core/invoice/content-hash.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { writeMany } from '../../db/write-many.ts';
import type { Ctx } from '../context.ts';
import { type DocumentRow, rowsToDocument } from '../load-document.ts';
import { recordAudits } from '../record-audit.ts';
import { recordEvents } from '../record-event.ts';
import { auditedContent } from './audit-content.ts';
import { type DraftParts, writeDraftParts } from './draft-parts.ts';

/** The row of a new draft without the hash of its content, its lines and taxes, and what its first event says. */
export type NewDraft = {
  row: DocumentRow &
    Omit<typeof invoices.$inferInsert, 'contentHash' | keyof DocumentRow> & {
      replacesInvoiceId: string | null;
    };
  parts: DraftParts;
  data: JsonObject;
};

/**
 * Writes new drafts with their lines, tax rows, audit entries and events, any number in as many statements as one. What is
 * replaced hears of it too: the caller has it locked.
 */
export async function storeDrafts(tx: Tx, ctx: Ctx, drafts: readonly NewDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const made = drafts.map(({ row, parts, data }) => {
    // Of the rows as they are stored: `sealContent` reads the same from them.
    const document = rowsToDocument(row, parts.lines, parts.taxRows);
    const replaces = row.replacesInvoiceId === null ? {} : { replacesInvoiceId: row.replacesInvoiceId };
    return {
      row: { ...row, contentHash: contentHash(document) },
      parts,
      data: { ...data, ...replaces },
      document,
    };
  });
  const replaced = drafts.flatMap(({ row: { id: invoiceId, replacesInvoiceId } }) =>
    replacesInvoiceId === null ? [] : [{ id: replacesInvoiceId, data: { invoiceId } }],
  );
  // Sent together, the invoices first, since they were started first: their lines and events need them.
  await Promise.all([
    writeMany(
      tx,
      invoices,
      made.map(({ row }) => row),
    ),
    writeDraftParts(
      tx,
      made.map(({ parts }) => parts),
    ),
    recordAudits(tx, ctx, [
      ...made.map(({ row, data, document }) => ({
        action: 'invoice.create',
        objectKind: 'invoice',
        objectId: row.id,
        after: { ...data, document: auditedContent(document) },
      })),
      ...replaced.map(({ id: objectId, data }) => ({
        action: 'invoice.reissue',
        objectKind: 'invoice',
        objectId,
        after: data,
      })),
    ]),
    recordEvents(tx, ctx, [
      ...made.map(({ row, data }) => ({ invoiceId: row.id, type: 'invoice.created', data })),
      ...replaced.map(({ id: invoiceId, data }) => ({ invoiceId, type: 'invoice.reissued', data })),
    ]),
  ]);
}
