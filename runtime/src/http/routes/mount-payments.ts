import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { getPayment, listPayments } from '../../flow/read/list-payments.ts';
import { readAccount } from '../../flow/read/read-account.ts';
import { allocatePayment } from '../../flow/settle/allocate-payment.ts';
import { confirmPayment } from '../../flow/settle/confirm-payment.ts';
import { failPayment } from '../../flow/settle/fail-payment.ts';
import { recordPayment } from '../../flow/settle/record-payment.ts';
import { refundPayment } from '../../flow/settle/refund-payment.ts';
import { returnPayment } from '../../flow/settle/return-payment.ts';
import { given, readPageQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, PageQuery } from '../schemas/common.ts';
import { PaymentPage, PaymentSchema, PaymentState, RecordPaymentBody } from '../schemas/data.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import {
  AccountSchema,
  AllocateBody,
  FailPaymentBody,
  HeldSchema,
  RefundedSchema,
  RefundPaymentBody,
  ReturnPaymentBody,
  SettlePaymentBody,
} from '../schemas/settlement.ts';

const tags = ['Money'];

const list = createRoute({
  method: 'get',
  path: '/v1/payments',
  tags,
  summary: 'List payments',
  description: 'Money received or on its way, newest first, with what of it settles which invoice.',
  request: {
    query: PageQuery.extend({
      invoiceId: z.string().max(64).optional().openapi({ description: 'On this invoice, or named for it.' }),
      invoiceNumber: z.string().max(100).optional().openapi({ example: 'INV-2026-0042' }),
      customerId: z.string().max(64).optional().openapi({ description: "On this customer's account." }),
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
    'Records money that was received, for an issued invoice or from a customer, and applies it, up to the balance; ' +
    'the rest stays unapplied on the account of the customer. `externalId` names the payment for good: sent again it books nothing. ' +
    'Money on its way is recorded as `processing`: it is shown, settles nothing, and becomes an ordinary payment when it is sent again as `settled`, ' +
    'or is given up as `failed`. The words may come in any order: one that is late changes nothing. No payment is sent to the ' +
    'accounting system: where payments are entered there, they come from there.',
  request: { body: { required: true, content: { 'application/json': { schema: RecordPaymentBody } } } },
  responses: {
    200: jsonResponse('It was recorded before, and stands so now.', PaymentSchema),
    201: jsonResponse('The payment with its allocations; Location leads to it.', PaymentSchema),
    ...PROBLEM_RESPONSES,
  },
});

const paid = { 200: jsonResponse('The payment with its allocations.', PaymentSchema), ...PROBLEM_RESPONSES };
const commandOf = <Body extends z.ZodType>(schema: Body) => ({
  params: idParams('payment'),
  body: { required: true, content: { 'application/json': { schema } } },
});

const allocate = createRoute({
  method: 'post',
  path: '/v1/payments/{id}/allocations',
  tags,
  summary: 'Apply unapplied money',
  description:
    'Puts unapplied money of a payment on invoices of its customer, with what the payer kept of each: all of it or nothing.',
  request: commandOf(AllocateBody),
  responses: paid,
});

const settleOne = createRoute({
  method: 'post',
  path: '/v1/payments/{id}/settle',
  tags,
  summary: 'Note that money on its way is in',
  description:
    'The payment is an ordinary one from now on and is applied, once; what its system tells of it later is the same payment. ' +
    'One that was held for failed may come in at last.',
  request: commandOf(SettlePaymentBody),
  responses: paid,
});

const failOne = createRoute({
  method: 'post',
  path: '/v1/payments/{id}/fail',
  tags,
  summary: 'Note that money on its way never came',
  description:
    'Its invoice is told, and reminders that were held off for it go on. Refused for money that is in.',
  request: commandOf(FailPaymentBody),
  responses: paid,
});

const returnOne = createRoute({
  method: 'post',
  path: '/v1/payments/{id}/return',
  tags,
  summary: 'Note that the money went back',
  description:
    'What the payment settled is open again. Payments of a connected system are taken back there, and come from there.',
  request: commandOf(ReturnPaymentBody),
  responses: paid,
});

const refund = createRoute({
  method: 'post',
  path: '/v1/payments/{id}/refunds',
  tags,
  summary: 'Book a refund of unapplied money',
  description:
    'Notes money that was sent back, at most what is unapplied. `externalId` names it for good: sent again it books nothing. ' +
    'Money that was on an invoice is judged by the rules for refunds of that invoice.',
  request: commandOf(RefundPaymentBody),
  responses: {
    200: jsonResponse('It was booked before.', RefundedSchema),
    201: jsonResponse('The refund.', RefundedSchema),
    202: jsonResponse('A rule holds it until others approved it.', HeldSchema),
    ...PROBLEM_RESPONSES,
  },
});

const account = createRoute({
  method: 'get',
  path: '/v1/customers/{id}/account',
  tags,
  summary: "Get a customer's account",
  description:
    'What credit notes left to the customer and what money of theirs is unapplied, per legal entity and currency.',
  request: { params: idParams('customer') },
  responses: { 200: jsonResponse('The account.', AccountSchema), ...PROBLEM_RESPONSES },
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
  app.openapi(allocate, async (c) => {
    const input = { paymentId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(await allocatePayment({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(settleOne, async (c) => {
    const input = { paymentId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(await confirmPayment({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(failOne, async (c) => {
    const input = { paymentId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(await failPayment({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(returnOne, async (c) => {
    const input = { paymentId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(await returnPayment({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(refund, async (c) => {
    const input = { paymentId: c.req.valid('param').id, ...c.req.valid('json') };
    const ran = await refundPayment({ ctx: c.get('ctx'), input });
    if (ran.state === 'held') return c.json({ approvalId: ran.approvalId }, 202);
    const { refundId, isNew } = ran;
    return c.json({ refundId, isNew }, isNew ? 201 : 200);
  });
  app.openapi(account, async (c) => {
    const items = await readAccount({ ctx: c.get('ctx'), input: { customerId: c.req.valid('param').id } });
    return c.json({ items }, 200);
  });
}
