import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { AppError } from '../../core/app-error.ts';
import { previewInvoice } from '../../core/validation/preview-draft.ts';
import { authorise } from '../../flow/context.ts';
import { jsonResponse } from '../schemas/common.ts';
import { InvoiceDraftBody, InvoicePreviewSchema } from '../schemas/preview.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const preview = createRoute({
  method: 'post',
  path: '/v1/invoices/preview',
  tags: ['Invoices'],
  summary: 'Compute an invoice without storing it',
  description:
    'Computes every amount of a draft: lines, tax once per category and rate, totals, what follows from them, and the ' +
    'findings that would stop it. Nothing is stored and no number is taken. A draft that cannot be computed exactly is ' +
    'refused with a pointer and a rule for each cause.',
  request: { body: { required: true, content: { 'application/json': { schema: InvoiceDraftBody } } } },
  responses: {
    200: jsonResponse('The document with its findings.', InvoicePreviewSchema),
    ...PROBLEM_RESPONSES,
  },
});

/** Mounts the route that computes a draft. */
export function mountPreview(app: OpenAPIHono): void {
  app.openapi(preview, (c) => {
    authorise(c.get('ctx'), 'read');
    const previewed = previewInvoice(c.req.valid('json'));
    if (!previewed.ok) {
      throw new AppError('invoice.validation_failed', {
        errors: previewed.findings.map(({ pointer, code, text }) => ({ pointer, code, detail: text.en })),
      });
    }
    const { document, findings } = previewed;
    return c.json({ document, findings }, 200);
  });
}
