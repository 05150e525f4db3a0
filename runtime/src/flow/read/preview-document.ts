import { authorise, type Ctx } from '../context.ts';
import { loadVersion } from '../correct/load-version.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadTemplate } from '../load-template.ts';

/**
 * Draws an invoice as SVG, at any status: with its pinned template once issued, with the published one before.
 * Throws `invoice.not_found`, or `render.refused` while no template is published.
 */
export async function previewDocument({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<string> {
  authorise(ctx, 'read');
  const { document, template } = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    const { document } = await loadVersion(tx, invoice.id);
    return { document, template: await loadTemplate(tx, invoice) };
  });
  return ctx.deps.renderer.renderPreviewSvg({ document, template });
}
