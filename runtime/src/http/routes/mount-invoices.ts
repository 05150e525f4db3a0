import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { AppError } from '../../core/app-error.ts';
import { draftInvoice } from '../../flow/bill/draft-invoice.ts';
import { editInvoice } from '../../flow/bill/edit-invoice.ts';
import { getInvoice } from '../../flow/read/get-invoice.ts';
import { listFindings } from '../../flow/read/list-findings.ts';
import { listInvoices } from '../../flow/read/list-invoices.ts';
import { given, readPageQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import {
  DraftedInvoiceSchema,
  DraftInvoiceBody,
  EditedInvoiceSchema,
  EditInvoiceBody,
  InvoicePageSchema,
  InvoiceQuery,
  InvoiceSchema,
  TimelineSchema,
} from '../schemas/invoice.ts';
import { FindingList } from '../schemas/preview.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toInvoiceAnswer, toSummaryAnswer } from '../to-summary.ts';

const tags = ['Invoices'];

const draft = createRoute({
  method: 'post',
  path: '/v1/invoices',
  tags,
  summary: 'Draft the invoice of a deal',
  description:
    'Makes the draft of a won deal, or brings the one that it has up to date. Running it again makes nothing twice; ' +
    'an issued invoice is never touched.',
  request: { body: { required: true, content: { 'application/json': { schema: DraftInvoiceBody } } } },
  responses: {
    200: jsonResponse('The deal had an invoice already.', DraftedInvoiceSchema),
    201: jsonResponse('A draft was made; Location leads to it.', DraftedInvoiceSchema),
    ...PROBLEM_RESPONSES,
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/invoices',
  tags,
  summary: 'List invoices',
  description:
    'Invoices of the granted entities, newest first, with where they stand today. All that is asked for must hold.',
  request: {
    query: InvoiceQuery,
  },
  responses: { 200: jsonResponse('A page of invoices.', InvoicePageSchema), ...PROBLEM_RESPONSES },
});

const one = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}',
  tags,
  summary: 'Get an invoice',
  description:
    'The document with where it stands, in which systems it is in sync, and which approval it waits for.',
  request: { params: idParams('invoice') },
  responses: { 200: jsonResponse('The invoice.', InvoiceSchema), ...PROBLEM_RESPONSES },
});

const edit = createRoute({
  method: 'patch',
  path: '/v1/invoices/{id}',
  tags,
  summary: 'Edit an invoice that is not issued',
  description:
    'Changes what is named and leaves the rest; null goes back to what the source says. Where a deal is billed, lines can ' +
    'be edited, added (`addLines`), left out (`removeLines`) and put back (`putBackLines`); the last two name a line by its ' +
    '`source.externalId`. Totals are computed anew, and an approval is void unless the change keeps to the tolerance. Edits ' +
    'outlive a new version of the deal; where both say something new, the submission waits until somebody chose: a line ' +
    'that was left out is left out again, or put back.',
  request: {
    params: idParams('invoice'),
    body: { required: true, content: { 'application/json': { schema: EditInvoiceBody } } },
  },
  responses: { 200: jsonResponse('What it came to.', EditedInvoiceSchema), ...PROBLEM_RESPONSES },
});

const timeline = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}/timeline',
  tags,
  summary: 'Get the timeline of an invoice',
  description: 'Every step of its life with who took it, first to last.',
  request: { params: idParams('invoice') },
  responses: { 200: jsonResponse('The steps.', TimelineSchema), ...PROBLEM_RESPONSES },
});

const findings = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}/findings',
  tags,
  summary: 'List what is not right about an invoice',
  description:
    'As its submission would find it now: errors stop it, warnings want a reason. Where the CRM or a ledger has another ' +
    'buyer by now, `buyerDifferences` holds both sides. Empty once the invoice is issued.',
  request: { params: idParams('invoice') },
  responses: { 200: jsonResponse('The findings.', FindingList), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that make and read invoices. */
export function mountInvoices(app: OpenAPIHono): void {
  app.openapi(draft, async (c) => {
    const drafted = await draftInvoice({ ctx: c.get('ctx'), input: c.req.valid('json') });
    if (drafted.outcome === 'not_won') throw new AppError('billing.deal_not_won');
    if (drafted.outcome !== 'created') return c.json(drafted, 200);
    c.header('location', `/v1/invoices/${drafted.invoiceId}`);
    return c.json(drafted, 201);
  });
  app.openapi(list, async (c) => {
    const ctx = c.get('ctx');
    const { limit, cursor, ...filters } = c.req.valid('query');
    const input = { ...readPageQuery(ctx, 'invoices', { limit, cursor }), ...given(filters) };
    const page = await listInvoices({ ctx, input });
    return c.json(toPageAnswer(ctx, 'invoices', { ...page, items: page.items.map(toSummaryAnswer) }), 200);
  });
  app.openapi(findings, async (c) => {
    const { id: invoiceId } = c.req.valid('param');
    const found = await listFindings({ ctx: c.get('ctx'), input: { invoiceId } });
    return c.json({ items: found.findings, buyerDifferences: found.buyerDifferences }, 200);
  });
  app.openapi(one, async (c) => {
    const view = await getInvoice({ ctx: c.get('ctx'), input: { invoiceId: c.req.valid('param').id } });
    return c.json(toInvoiceAnswer(view), 200);
  });
  app.openapi(edit, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(await editInvoice({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(timeline, async (c) => {
    const view = await getInvoice({ ctx: c.get('ctx'), input: { invoiceId: c.req.valid('param').id } });
    return c.json({ items: view.timeline }, 200);
  });
}
