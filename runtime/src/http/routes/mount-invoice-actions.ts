import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi';
import { decideApproval } from '../../flow/approve/decide-approval.ts';
import { revokeApproval } from '../../flow/approve/revoke-approval.ts';
import { submitInvoice } from '../../flow/approve/submit-invoice.ts';
import { withdrawRequest } from '../../flow/approve/withdraw-request.ts';
import { creditInvoice } from '../../flow/credit/credit-invoice.ts';
import { sendInvoice } from '../../flow/deliver/send-invoice.ts';
import { issueInvoice } from '../../flow/issue/issue-invoice.ts';
import { getInvoice } from '../../flow/read/get-invoice.ts';
import { reissueInvoice } from '../../flow/reissue/reissue-invoice.ts';
import { voidInvoice } from '../../flow/void/void-invoice.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import {
  ApproveBody,
  CreditBody,
  DecidedSchema,
  EmptyBody,
  InvoiceSchema,
  IssuedSchema,
  OptionalReasonBody,
  RejectBody,
  SendQueuedSchema,
  SubmittedSchema,
  TakeBackBody,
  VoidBody,
} from '../schemas/invoice.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toInvoiceAnswer } from '../to-summary.ts';

const common = { method: 'post' as const, tags: ['Invoices'] };
const requestOf = <Body extends z.ZodType>(schema: Body) => ({
  params: idParams('invoice'),
  body: { required: false, content: { 'application/json': { schema } } },
});

const submit = createRoute({
  ...common,
  path: '/v1/invoices/{id}/submit',
  summary: 'Submit a draft',
  description:
    'Validates the draft and routes it by the rules: to an approver, or through where the rules allow it. Warnings ' +
    'need a reason. A second submission changes nothing.',
  request: requestOf(OptionalReasonBody),
  responses: { 200: jsonResponse('Where it went.', SubmittedSchema), ...PROBLEM_RESPONSES },
});

const approve = createRoute({
  ...common,
  path: '/v1/invoices/{id}/approve',
  summary: 'Approve the open request',
  description:
    'Records the decision of the person behind the key on the request that they read (`openRequest.id` of the invoice), ' +
    'and so on its content. With the last approval a command that it holds is run. Nobody approves their own.',
  request: requestOf(ApproveBody),
  responses: { 200: jsonResponse('The decision.', DecidedSchema), ...PROBLEM_RESPONSES },
});

const reject = createRoute({
  ...common,
  path: '/v1/invoices/{id}/reject',
  summary: 'Reject the open request',
  description: 'Sends the invoice back to draft with a reason; a command on an issued one is not run.',
  request: requestOf(RejectBody),
  responses: { 200: jsonResponse('The decision.', DecidedSchema), ...PROBLEM_RESPONSES },
});

const returnOne = createRoute({
  ...common,
  path: '/v1/invoices/{id}/return',
  summary: 'Send the open request back',
  description: 'Sends the invoice back to draft for a change, with a reason.',
  request: requestOf(RejectBody),
  responses: { 200: jsonResponse('The decision.', DecidedSchema), ...PROBLEM_RESPONSES },
});

const withdraw = createRoute({
  ...common,
  path: '/v1/invoices/{id}/withdraw',
  summary: 'Take back what waits for an approval',
  description:
    'Makes a submitted invoice a draft again, or drops the command on an issued one that a rule holds. Whoever asked may, or ' +
    'an administrator.',
  request: requestOf(TakeBackBody),
  responses: { 200: jsonResponse('The invoice.', InvoiceSchema), ...PROBLEM_RESPONSES },
});

const revoke = createRoute({
  ...common,
  path: '/v1/invoices/{id}/revoke-approval',
  summary: 'Take an approval back',
  description: 'Makes an approved invoice a draft again, before it is issued. Everybody is asked anew.',
  request: requestOf(TakeBackBody),
  responses: { 200: jsonResponse('The invoice.', InvoiceSchema), ...PROBLEM_RESPONSES },
});

const issue = createRoute({
  ...common,
  path: '/v1/invoices/{id}/issue',
  summary: 'Issue an approved invoice',
  description: 'Gives it its number and freezes it. A second call answers the same number.',
  request: requestOf(EmptyBody),
  responses: { 200: jsonResponse('Its number.', IssuedSchema), ...PROBLEM_RESPONSES },
});

const send = createRoute({
  ...common,
  path: '/v1/invoices/{id}/send',
  summary: 'Send an issued invoice',
  description: 'Queues one mail with the issued document. While one is under way, another call adds none.',
  request: requestOf(EmptyBody),
  responses: { 202: jsonResponse('The mail is queued.', SendQueuedSchema), ...PROBLEM_RESPONSES },
});

const voidOne = createRoute({
  ...common,
  path: '/v1/invoices/{id}/void',
  summary: 'Void an issued invoice',
  description:
    'Asks every ledger to void the invoice; it is voided once all of them were read back, which its timeline tells. A ' +
    'ledger that refuses takes it back to issued. The number stays taken, and it can be issued again with ' +
    '`/reissue`. Refused while payments are applied.',
  request: requestOf(VoidBody),
  responses: {
    200: jsonResponse('The invoice: voiding, or voided already.', InvoiceSchema),
    202: jsonResponse('A rule holds it until others approved it: see `openRequest`.', InvoiceSchema),
    ...PROBLEM_RESPONSES,
  },
});

const reissue = createRoute({
  ...common,
  path: '/v1/invoices/{id}/reissue',
  summary: 'Issue a voided invoice or credit note again',
  description:
    'Drafts it anew from the same deal or contract, or, of a credit note, as much of the same lines of its invoice; the new document names the voided one as what it replaces (BG-3). It ' +
    'is then submitted, approved and issued like an invoice. A second call answers 200 with the same draft, or what became ' +
    'of it. Refused where another document bills the same by now, or credits what the note did.',
  request: requestOf(EmptyBody),
  responses: {
    200: jsonResponse('What stands in its place already.', InvoiceSchema),
    201: jsonResponse('The new draft.', InvoiceSchema),
    ...PROBLEM_RESPONSES,
  },
});

const credit = createRoute({
  ...common,
  path: '/v1/invoices/{id}/credit',
  summary: 'Credit an issued invoice',
  description:
    'Drafts a credit note: for all that is left of the invoice, or for the quantities or amounts of the lines that are ' +
    'named. It is then submitted, approved and issued like an invoice; issued, it comes off what is owed. All credit ' +
    'notes of an invoice together never exceed it. The same `reference` again drafts no second one: it answers 200 with ' +
    'the first, whatever became of it since.',
  request: requestOf(CreditBody),
  responses: {
    200: jsonResponse('The credit note that was drafted under the reference before.', InvoiceSchema),
    201: jsonResponse('The draft of the credit note.', InvoiceSchema),
    ...PROBLEM_RESPONSES,
  },
});

/** Mounts the commands on one invoice. */
export function mountInvoiceActions(app: OpenAPIHono): void {
  app.openapi(submit, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, ...withReason(c.req.valid('json').reason) };
    return c.json(await submitInvoice({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(approve, async (c) => {
    const invoiceId = c.req.valid('param').id;
    const { requestId, reason } = c.req.valid('json');
    const input = { invoiceId, requestId, decision: 'approved', ...withReason(reason) } as const;
    await decideApproval({ ctx: c.get('ctx'), input });
    return c.json({ invoiceId, decision: input.decision }, 200);
  });
  app.openapi(reject, async (c) => {
    const invoiceId = c.req.valid('param').id;
    const { requestId, reason } = c.req.valid('json');
    const input = { invoiceId, requestId, decision: 'rejected', ...withReason(reason) } as const;
    await decideApproval({ ctx: c.get('ctx'), input });
    return c.json({ invoiceId, decision: input.decision }, 200);
  });
  app.openapi(returnOne, async (c) => {
    const invoiceId = c.req.valid('param').id;
    const { requestId, reason } = c.req.valid('json');
    const input = { invoiceId, requestId, decision: 'returned', ...withReason(reason) } as const;
    await decideApproval({ ctx: c.get('ctx'), input });
    return c.json({ invoiceId, decision: input.decision }, 200);
  });
  app.openapi(withdraw, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id, reason: c.req.valid('json').reason };
    await withdrawRequest({ ctx, input });
    return c.json(toInvoiceAnswer(await getInvoice({ ctx, input })), 200);
  });
  app.openapi(revoke, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id, reason: c.req.valid('json').reason };
    await revokeApproval({ ctx, input });
    return c.json(toInvoiceAnswer(await getInvoice({ ctx, input })), 200);
  });
  app.openapi(issue, async (c) => {
    const input = { invoiceId: c.req.valid('param').id };
    return c.json(await issueInvoice({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(send, async (c) => {
    const invoiceId = c.req.valid('param').id;
    await sendInvoice({ ctx: c.get('ctx'), input: { invoiceId } });
    return c.json({ invoiceId, outcome: 'queued' as const }, 202);
  });
  app.openapi(credit, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id, ...c.req.valid('json') };
    const { creditNoteId, isNew } = await creditInvoice({ ctx, input });
    const creditNote = toInvoiceAnswer(await getInvoice({ ctx, input: { invoiceId: creditNoteId } }));
    return c.json(creditNote, isNew ? 201 : 200);
  });
  app.openapi(reissue, async (c) => {
    const ctx = c.get('ctx');
    const { invoiceId, isNew } = await reissueInvoice({ ctx, input: { invoiceId: c.req.valid('param').id } });
    return c.json(toInvoiceAnswer(await getInvoice({ ctx, input: { invoiceId } })), isNew ? 201 : 200);
  });
  app.openapi(voidOne, async (c) => {
    const ctx = c.get('ctx');
    const input = { invoiceId: c.req.valid('param').id, reason: c.req.valid('json').reason };
    const { state } = await voidInvoice({ ctx, input });
    return c.json(toInvoiceAnswer(await getInvoice({ ctx, input })), state === 'held' ? 202 : 200);
  });
}

const withReason = (reason: string | undefined): { reason?: string } =>
  reason === undefined ? {} : { reason };
