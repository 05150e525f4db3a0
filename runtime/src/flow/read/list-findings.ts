import { type BuyerDifference, buyerDifferences } from '../../core/validation/buyer-record.ts';
import type { Finding } from '../../core/validation/finding.ts';
import { validateInvoice } from '../../core/validation/validate-invoice.ts';
import { loadValidationFacts } from '../approve/load-validation-facts.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';

/** What a submission would find now, and where other systems have another buyer by now, side by side. */
export type InvoiceFindings = { findings: Finding[]; buyerDifferences: BuyerDifference[] };

/** What is not right about an invoice that is not issued; nothing of one that is. Throws `invoice.not_found`. */
export async function listFindings({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<InvoiceFindings> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    if (invoice.number !== null || invoice.documentStatus === 'discarded') {
      return { findings: [], buyerDifferences: [] };
    }
    const [document, facts] = [await loadDocument(tx, invoice.id), await loadValidationFacts(tx, invoice)];
    return {
      findings: validateInvoice(document, facts),
      buyerDifferences: buyerDifferences(document.buyer, facts.buyerRecords ?? []),
    };
  });
}
