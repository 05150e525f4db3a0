import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { setCollection } from '../../flow/collect/set-collection.ts';
import { closeDispute } from '../../flow/dispute/close-dispute.ts';
import { openDispute } from '../../flow/dispute/open-dispute.ts';
import { readAging } from '../../flow/read/read-aging.ts';
import { readSettlement } from '../../flow/read/read-settlement.ts';
import { applyAccountCredit } from '../../flow/settle/apply-account-credit.ts';
import { refundInvoice } from '../../flow/settle/refund-invoice.ts';
import { unapplyAllocation } from '../../flow/settle/unapply-allocation.ts';
import { bookWriteOff } from '../../flow/write-off/book-write-off.ts';
import { decideWriteOff } from '../../flow/write-off/decide-write-off.ts';
import { requestWriteOff } from '../../flow/write-off/request-write-off.ts';
import { given } from '../page-answer.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import {
  AccountCreditBody,
  AccountCreditSchema,
  AgingSchema,
  CloseDisputeBody,
  CollectionBody,
  DecideWriteOffBody,
  HeldSchema,
  OpenDisputeBody,
  ReasonBody,
  RefundedSchema,
  RefundInvoiceBody,
  SettlementSchema,
} from '../schemas/settlement.ts';

const common = { method: 'post' as const, tags: ['Money'] };
const settled = { 200: jsonResponse('The money of the invoice.', SettlementSchema), ...PROBLEM_RESPONSES };
const requestOf = <Body extends z.ZodType>(schema: Body) => ({
  params: idParams('invoice'),
  body: { required: true, content: { 'application/json': { schema } } },
});

const show = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}/settlement',
  tags: ['Money'],
  summary: 'Get the money of an invoice',
  description:
    "The ledger of the invoice, its refunds, what its customer has on account, and its write-offs, disputes and collecting. The sums are in the invoice's standing.",
  request: { params: idParams('invoice') },
  responses: settled,
});

const unapply = createRoute({
  ...common,
  path: '/v1/invoices/{id}/allocations/{allocationId}/reverse',
  summary: 'Take money off an invoice',
  description:
    'Reverses one entry of the ledger: the money, or the credit that a person applied, is unapplied again, and is not put back by itself.',
  request: {
    ...requestOf(ReasonBody),
    params: idParams('invoice').extend({
      allocationId: z
        .string()
        .max(64)
        .openapi({
          param: { name: 'allocationId', in: 'path' },
          example: 'alo_0198f1c27a4e7c119d5b2f6f3f1f9a10',
        }),
    }),
  },
  responses: settled,
});

const credit = createRoute({
  ...common,
  path: '/v1/invoices/{id}/account-credit',
  summary: "Pay an invoice from its customer's account",
  description:
    'Applies what the customer has with the same legal entity: what credit notes left, then unapplied money, the oldest first.',
  request: requestOf(AccountCreditBody),
  responses: { 200: jsonResponse('How much was applied.', AccountCreditSchema), ...PROBLEM_RESPONSES },
});

const refund = createRoute({
  ...common,
  path: '/v1/invoices/{id}/refunds',
  summary: 'Book a refund of an invoice',
  description:
    'Notes money that was sent back, at most what was received and is not refunded yet. `externalId` names the refund for good: sent again it books nothing. The hub sends no money.',
  request: requestOf(RefundInvoiceBody),
  responses: {
    200: jsonResponse('It was booked before.', RefundedSchema),
    201: jsonResponse('The refund.', RefundedSchema),
    202: jsonResponse('A rule holds it until others approved it.', HeldSchema),
    ...PROBLEM_RESPONSES,
  },
});

const writeOff = createRoute({
  ...common,
  path: '/v1/invoices/{id}/write-off',
  summary: 'Ask for a write-off',
  description:
    'Asks for all that is owed to be written off. Another person approves it, and a third books it.',
  request: requestOf(ReasonBody),
  responses: settled,
});

const approveWriteOff = createRoute({
  ...common,
  path: '/v1/invoices/{id}/write-off/approve',
  summary: 'Approve a write-off',
  description: 'The word of the person behind the key; never of who asked for it.',
  request: requestOf(DecideWriteOffBody),
  responses: settled,
});

const rejectWriteOff = createRoute({
  ...common,
  path: '/v1/invoices/{id}/write-off/reject',
  summary: 'Reject a write-off',
  description: 'With a reason; also one that was approved and is not booked yet.',
  request: requestOf(DecideWriteOffBody),
  responses: settled,
});

const book = createRoute({
  ...common,
  path: '/v1/invoices/{id}/write-off/book',
  summary: 'Book an approved write-off',
  description:
    'Nothing is owed afterwards. Money that comes later takes the write-off back for as much. Never by who asked or approved.',
  request: requestOf(EmptyBody),
  responses: settled,
});

const dispute = createRoute({
  ...common,
  path: '/v1/invoices/{id}/dispute',
  summary: 'Open a dispute',
  description: 'While it is open, the invoice is not collected. The due date stays what it is.',
  request: requestOf(OpenDisputeBody),
  responses: settled,
});

const endDispute = createRoute({
  ...common,
  path: '/v1/invoices/{id}/dispute/close',
  summary: 'Close the dispute',
  description:
    'Accepted, rejected, or withdrawn by the customer. An accepted one is settled with a credit note of the invoice, or by ' +
    'voiding it and issuing it again: once every ledger has confirmed the void, a draft stands in its place. A ledger that ' +
    'refuses opens the dispute again.',
  request: requestOf(CloseDisputeBody),
  responses: settled,
});

const collect = createRoute({
  ...common,
  path: '/v1/invoices/{id}/collection',
  summary: 'Change how an invoice is collected',
  description:
    'Pauses it until a day, notes a promise to pay, escalates it, or resumes it (`normal`). A pause ends by itself; a promise that is not kept escalates.',
  request: requestOf(CollectionBody),
  responses: settled,
});

const aging = createRoute({
  method: 'get',
  path: '/v1/reports/aging',
  tags: ['Reports'],
  summary: 'Get what is owed by its age',
  description:
    "Per customer and currency, on today's date in the zone of each legal entity, what is late longest first.",
  request: {
    query: z.object({ entityId: z.string().max(64).optional(), customerId: z.string().max(64).optional() }),
  },
  responses: { 200: jsonResponse('The report.', AgingSchema), ...PROBLEM_RESPONSES },
});

/** Mounts what is done with the money of an issued invoice. */
export function mountSettlement(app: OpenAPIHono): void {
  app.openapi(show, async (c) => {
    const input = { invoiceId: c.req.valid('param').id };
    return c.json(await readSettlement({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(unapply, async (c) => {
    const ctx = c.get('ctx');
    const { id: invoiceId, allocationId } = c.req.valid('param');
    await unapplyAllocation({ ctx, input: { invoiceId, allocationId, ...c.req.valid('json') } });
    return c.json(await readSettlement({ ctx, input: { invoiceId } }), 200);
  });
  app.openapi(credit, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, ...given(c.req.valid('json')) };
    return c.json(await applyAccountCredit({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(refund, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, ...c.req.valid('json') };
    const ran = await refundInvoice({ ctx: c.get('ctx'), input });
    if (ran.state === 'held') return c.json({ approvalId: ran.approvalId }, 202);
    const { refundId, isNew } = ran;
    return c.json({ refundId, isNew }, isNew ? 201 : 200);
  });
  mountWriteOff(app);
  mountDispute(app);
  app.openapi(collect, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id, collection: c.req.valid('json') };
    await setCollection({ ctx, input });
    return c.json(await readSettlement({ ctx, input }), 200);
  });
  app.openapi(aging, async (c) =>
    c.json(await readAging({ ctx: c.get('ctx'), input: given(c.req.valid('query')) }), 200),
  );
}

function mountWriteOff(app: OpenAPIHono): void {
  app.openapi(writeOff, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id, ...c.req.valid('json') };
    await requestWriteOff({ ctx, input });
    return c.json(await readSettlement({ ctx, input }), 200);
  });
  app.openapi(approveWriteOff, async (c) => {
    const ctx = c.get('ctx');
    const invoiceId = c.req.valid('param').id;
    await decideWriteOff({ ctx, input: { invoiceId, decision: 'approved', ...given(c.req.valid('json')) } });
    return c.json(await readSettlement({ ctx, input: { invoiceId } }), 200);
  });
  app.openapi(rejectWriteOff, async (c) => {
    const ctx = c.get('ctx');
    const invoiceId = c.req.valid('param').id;
    await decideWriteOff({ ctx, input: { invoiceId, decision: 'rejected', ...given(c.req.valid('json')) } });
    return c.json(await readSettlement({ ctx, input: { invoiceId } }), 200);
  });
  app.openapi(book, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id };
    await bookWriteOff({ ctx, input });
    return c.json(await readSettlement({ ctx, input }), 200);
  });
}

function mountDispute(app: OpenAPIHono): void {
  app.openapi(dispute, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id, ...c.req.valid('json') };
    await openDispute({ ctx, input });
    return c.json(await readSettlement({ ctx, input }), 200);
  });
  app.openapi(endDispute, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id, close: c.req.valid('json') };
    await closeDispute({ ctx, input });
    return c.json(await readSettlement({ ctx, input }), 200);
  });
}
