import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { loadTemplate } from '../load-template.ts';

/**
 * Renders a draft once before it is submitted. A text without a glyph, or a template that lacks the language, is
 * found while it can still be mended, and not when the number is taken. Throws `render.refused`.
 */
export async function provePrintable(ctx: Ctx, invoiceId: string): Promise<void> {
  const input = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, invoiceId);
    authorise(ctx, 'submit', invoice.entityId);
    if (invoice.documentStatus !== 'draft') return undefined;
    return { document: await loadDocument(tx, invoiceId), template: await loadTemplate(tx, invoice) };
  });
  if (input !== undefined) await ctx.deps.renderer.renderPdf(input);
}
