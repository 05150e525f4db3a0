import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';

/** The document that stands in the place of a voided invoice; undefined while none does, or only discarded ones did. */
export async function findReplacement(tx: Tx, invoiceId: string): Promise<string | undefined> {
  const [found] = await tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(eq(invoices.replacesInvoiceId, invoiceId), ne(invoices.documentStatus, 'discarded')));
  return found?.id;
}
