import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { correctInvoice } from '../../flow/correct/correct-invoice.ts';
import { listCorrections } from '../../flow/correct/list-corrections.ts';
import { getInvoice } from '../../flow/read/get-invoice.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { CorrectionBody, CorrectionsSchema } from '../schemas/corrections.ts';
import { InvoiceSchema } from '../schemas/invoice.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toInvoiceAnswer } from '../to-summary.ts';

const path = '/v1/invoices/{id}/corrections';

const correct = createRoute({
  method: 'post',
  path,
  tags: ['Invoices'],
  summary: 'Correct whom an issued invoice is addressed to',
  description:
    'Makes a new version of the document under the same number, which is rendered anew; the issued content and the bytes of ' +
    'earlier versions stay. A mail that waits with the earlier one is not sent, and the next send takes the newest. What ' +
    'may decide about the customer, the money or the tax is refused by name. What says the same already answers 200.',
  request: {
    params: idParams('invoice'),
    body: { required: true, content: { 'application/json': { schema: CorrectionBody } } },
  },
  responses: {
    200: jsonResponse('Nothing differs from the newest version.', InvoiceSchema),
    201: jsonResponse('The invoice in its new version.', InvoiceSchema),
    202: jsonResponse('A rule holds it until others approved it: see `openRequest`.', InvoiceSchema),
    ...PROBLEM_RESPONSES,
  },
});

const list = createRoute({
  method: 'get',
  path,
  tags: ['Invoices'],
  summary: 'List the versions of an issued invoice',
  description:
    'The newest first, down to what was issued: whom each is addressed to, why it was corrected and by whom, and the hashes ' +
    'of its stored bytes. `document.pdf?version=1` and its like answer with them. None before the issue.',
  request: { params: idParams('invoice') },
  responses: { 200: jsonResponse('The versions.', CorrectionsSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the corrections of issued invoices. */
export function mountCorrections(app: OpenAPIHono): void {
  app.openapi(correct, async (c) => {
    const ctx = c.get('ctx');
    const input = { ...c.req.valid('json'), invoiceId: c.req.valid('param').id };
    const ran = await correctInvoice({ ctx, input });
    const invoice = toInvoiceAnswer(await getInvoice({ ctx, input }));
    if (ran.state === 'held') return c.json(invoice, 202);
    return c.json(invoice, ran.isNew ? 201 : 200);
  });
  app.openapi(list, async (c) => {
    const input = { invoiceId: c.req.valid('param').id };
    return c.json({ items: await listCorrections({ ctx: c.get('ctx'), input }) }, 200);
  });
}
