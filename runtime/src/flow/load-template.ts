import { and, eq } from 'drizzle-orm';
import { AppError } from '../core/app-error.ts';
import type { Tx } from '../db/open-database.ts';
import { templates } from '../db/schema/index.ts';
import type { TemplateSource } from './ports.ts';

/** The template that invoices are printed with. */
const TEMPLATE_NAME = 'standard-invoice';

/**
 * The template of an invoice: the version that it was issued with, before issue the published one.
 * Throws `render.refused` when there is none.
 */
export async function loadTemplate(tx: Tx, invoice: { templateId: string | null }): Promise<TemplateSource> {
  const [row] = await tx
    .select()
    .from(templates)
    .where(
      invoice.templateId === null
        ? and(eq(templates.name, TEMPLATE_NAME), eq(templates.status, 'published'))
        : eq(templates.id, invoice.templateId),
    );
  if (row === undefined) throw new AppError('render.refused', { detail: 'No template is published.' });
  const { id, version, source, texts } = row;
  return { id, version, source, texts };
}
