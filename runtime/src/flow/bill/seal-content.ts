import { eq } from 'drizzle-orm';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { loadDocument } from '../load-document.ts';

/** Stores the hash of a draft's content as it stands in the rows; approvals are bound to it. Returns the content. */
export async function sealContent(tx: Tx, invoiceId: string): Promise<InvoiceDocument> {
  const document = await loadDocument(tx, invoiceId);
  await tx
    .update(invoices)
    .set({ contentHash: contentHash(document) })
    .where(eq(invoices.id, invoiceId));
  return document;
}
