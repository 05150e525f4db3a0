import { eq } from 'drizzle-orm';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { loadDocument } from '../load-document.ts';

/** Stores the hash of a draft's content as it stands in the rows; approvals are bound to it. Returns the hash. */
export async function sealContent(tx: Tx, invoiceId: string): Promise<string> {
  const hash = contentHash(await loadDocument(tx, invoiceId));
  await tx.update(invoices).set({ contentHash: hash }).where(eq(invoices.id, invoiceId));
  return hash;
}
