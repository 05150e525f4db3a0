import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { templates } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';

/** The template that drafts are shown with; an issued invoice keeps the version that it was issued with. */
const TEMPLATE_NAME = 'standard-invoice';

/**
 * Draws an invoice as SVG, at any status: with its pinned template once issued, with the published one before.
 * Throws `invoice.not_found`, or `render.failed` while no template is published.
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
    const [row] = await tx
      .select()
      .from(templates)
      .where(
        invoice.templateId === null
          ? and(eq(templates.name, TEMPLATE_NAME), eq(templates.status, 'published'))
          : eq(templates.id, invoice.templateId),
      );
    if (row === undefined) throw new AppError('render.failed', { context: { invoiceId: invoice.id } });
    const { id, version, source, texts } = row;
    return { document: await loadDocument(tx, invoice.id), template: { id, version, source, texts } };
  });
  return ctx.deps.renderer.renderPreviewSvg({ document, template });
}
