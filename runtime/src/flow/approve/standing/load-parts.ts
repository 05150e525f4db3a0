import { eq } from 'drizzle-orm';
import { type InvoicePart, partsOfInvoice } from '../../../core/approvals/standing/parts-of-invoice.ts';
import type { Tx } from '../../../db/open-database.ts';
import { invoiceLines } from '../../../db/schema/index.ts';
import type { InvoiceRow } from '../../get-invoice-row.ts';

/**
 * What an invoice bills of each contract, with tax: all of it for one contract, and for contracts that are billed together
 * the part of each. None for an invoice of a deal, or one whose parts do not make up the whole.
 */
export async function loadParts(tx: Tx, invoice: InvoiceRow): Promise<InvoicePart[]> {
  const { contractId, collectiveKey, taxInclusiveMinor: totalMinor } = invoice;
  if (contractId !== null) return [{ contractId, totalMinor }];
  if (collectiveKey === null) return [];
  const lines = await tx
    .select({
      contractId: invoiceLines.contractId,
      netMinor: invoiceLines.netMinor,
      taxCategory: invoiceLines.taxCategory,
      taxRatePercent: invoiceLines.taxRatePercent,
    })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoice.id));
  return partsOfInvoice(lines, totalMinor) ?? [];
}
