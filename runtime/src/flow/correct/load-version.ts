import { desc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceCorrections } from '../../db/schema/index.ts';
import { loadDocument } from '../load-document.ts';

/** A row of `invoice_corrections`. */
export type CorrectionRow = typeof invoiceCorrections.$inferSelect;

/** A document as it reads in one of its versions; 1 is what was issued. */
export type DocumentVersion = { document: InvoiceDocument; version: number };

/** What was corrected of a document, the newest first. */
export const loadCorrections = (tx: Tx, invoiceId: string): Promise<CorrectionRow[]> =>
  tx
    .select()
    .from(invoiceCorrections)
    .where(eq(invoiceCorrections.invoiceId, invoiceId))
    .orderBy(desc(invoiceCorrections.version));

/**
 * The document with what was corrected of it since its issue: in its newest version, or in the one that is asked for.
 * Throws `invoice.not_found`, and `request.not_found` for a version that there is not.
 */
export async function loadVersion(tx: Tx, invoiceId: string, asked?: number): Promise<DocumentVersion> {
  const [document, corrections] = await Promise.all([
    loadDocument(tx, invoiceId),
    loadCorrections(tx, invoiceId),
  ]);
  const version = asked ?? corrections[0]?.version ?? 1;
  if (version === 1) return { document, version };
  const found = corrections.find((each) => each.version === version);
  if (found === undefined) throw new AppError('request.not_found', { detail: 'There is no such version.' });
  return { document: { ...document, buyer: found.buyer, recipients: found.recipients }, version };
}
