import { and, asc, eq, notInArray } from 'drizzle-orm';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { loadDocument } from '../load-document.ts';

/** The credit notes of an invoice that count, drafts too, oldest first. */
export async function loadCreditNotes(tx: Tx, invoiceId: string): Promise<InvoiceDocument[]> {
  const rows = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.creditsInvoiceId, invoiceId),
        notInArray(invoices.documentStatus, ['discarded', 'voided']),
      ),
    )
    .orderBy(asc(invoices.id));
  const documents: InvoiceDocument[] = [];
  for (const { id } of rows) documents.push(await loadDocument(tx, id));
  return documents;
}
