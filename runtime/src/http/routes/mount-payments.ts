import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { getPayment, listPayments } from '../../flow/read/list-payments.ts';
import { recordPayment } from '../../flow/settle/record-payment.ts';
import { given, readPageQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, PageQuery } from '../schemas/common.ts';
import { PaymentPage, PaymentSchema, PaymentState, RecordPaymentBody } from '../schemas/data.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Money'];

const list = createRoute({
  method: 'get',
  path: '/v1/payments',
  tags,
  summary: 'List payments',
  description: 'Money received, newest first, with what of it settles which invoice.',
  request: {
    query: PageQuery.extend({
      invoiceId: z.string().max(64).optional().openapi({ description: 'On this invoice, or named for it.' }),
      invoiceNumber: z.string().max(100).optional().openapi({ example: 'INV-2026-0042' }),
      state: PaymentState.optional(),
      from: z.iso.date().optional().openapi({ description: 'Received on this day or later.' }),
      to: z.iso.date().optional().openapi({ description: 'Received on this day or earlier.' }),
    }),
  },
  responses: { 200: jsonResponse('A page of payments.', PaymentPage), ...PROBLEM_RESPONSES },
});

const one = createRoute({
  method: 'get',
  path: '/v1/payments/{id}',
  tags,
  summary: 'Get a payment',
  description: 'One payment with what of it settles which invoice.',
  request: { params: idParams('payment') },
  responses: { 200: jsonResponse('The payment.', PaymentSchema), ...PROBLEM_RESPONSES },
});

const record = createRoute({
  method: 'post',
  path: '/v1/payments',
  tags,
  summary: 'Record a payment',
  description:
    'Records money that was received for an issued invoice and applies it, up to the balance; the rest stays ' +
    'unapplied. `externalId` names the payment for good: sent again it books nothing. It is not sent to the ' +
    'accounting system: where payments are entered there, they come from there.',
  request: { body: { required: true, content: { 'application/json': { schema: RecordPaymentBody } } } },
  responses: {
    200: jsonResponse('It was recorded before.', PaymentSchema),
    201: jsonResponse('The payment with its allocations; Location leads to it.', PaymentSchema),
    ...PROBLEM_RESPONSES,
  },
});

/** Mounts the routes of money received. */
export function mountPayments(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const ctx = c.get('ctx');
    const { limit, cursor, ...filters } = c.req.valid('query');
    const input = { ...readPageQuery(ctx, 'payments', { limit, cursor }), ...given(filters) };
    return c.json(toPageAnswer(ctx, 'payments', await listPayments({ ctx, input })), 200);
  });
  app.openapi(one, async (c) =>
    c.json(await getPayment({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  );
  app.openapi(record, async (c) => {
    const { payment, isNew } = await recordPayment({ ctx: c.get('ctx'), input: c.req.valid('json') });
    if (!isNew) return c.json(payment, 200);
    c.header('location', `/v1/payments/${payment.id}`);
    return c.json(payment, 201);
  });
}
