import { AppError } from '../../core/app-error.ts';
import { assertNever } from '../../core/assert.ts';
import { revokeApproval } from '../../flow/approve/revoke-approval.ts';
import { submitInvoice } from '../../flow/approve/submit-invoice.ts';
import { withdrawRequest } from '../../flow/approve/withdraw-request.ts';
import { discardInvoice } from '../../flow/bill/discard-invoice.ts';
import type { Ctx } from '../../flow/context.ts';
import { sendInvoice } from '../../flow/deliver/send-invoice.ts';
import { issueInvoice } from '../../flow/issue/issue-invoice.ts';
import { reissueInvoice } from '../../flow/reissue/reissue-invoice.ts';
import { voidInvoice } from '../../flow/void/void-invoice.ts';
import { statusOf } from '../answer-error.tsx';
import type { Console, ConsoleContext } from '../console-env.ts';
import { REASON_MAX_CHARS } from '../parts/decision-form.tsx';
import type { InvoiceAction } from '../read/invoice-actions.ts';
import { readForm } from '../read/read-form.ts';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';
import { showInvoice } from './show-invoice.tsx';

/** Does what a person asked for on the page of an invoice; a refusal shows the invoice as it is now, and why. */
export async function act(
  c: ConsoleContext,
  parts: Console,
  { invoiceId, action }: { invoiceId: string; action: InvoiceAction },
): Promise<Response> {
  const { values } = await readForm(c);
  const reason = (values[`reason-${action}`] ?? '').trim();
  const ctx = viewerOf(c);
  try {
    if (reason.length > REASON_MAX_CHARS) throw new AppError('request.invalid');
    const { shownId = invoiceId, done = action } = await run(ctx, invoiceId, action, reason);
    return c.redirect(`/invoices/${shownId}?done=${done}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'invoice.not_found') throw error;
    const isReasonMissing = NEEDS_REASON.has(action) && reason === '';
    const outcome = {
      state: 'refused',
      error,
      reason: '',
      ...(isReasonMissing ? { advice: uiOf(c, parts).texts.actions.reasonMissing } : {}),
    } as const;
    return showInvoice(c, parts, { invoiceId, outcome, status: statusOf(error) });
  }
}

const NEEDS_REASON: ReadonlySet<InvoiceAction> = new Set([
  'withdraw',
  'takeBack',
  'revoke',
  'discard',
  'void',
]);

/** Returns the document to look at next where that is another one, and what is told where it is not the action itself. */
async function run(
  ctx: Ctx,
  invoiceId: string,
  action: InvoiceAction,
  reason: string,
): Promise<{ shownId?: string; done?: 'held' }> {
  if (NEEDS_REASON.has(action) && reason === '') throw new AppError('request.invalid');
  switch (action) {
    case 'submit':
      await submitInvoice({ ctx, input: { invoiceId, ...(reason === '' ? {} : { reason }) } });
      return {};
    case 'withdraw':
    case 'takeBack':
      await withdrawRequest({ ctx, input: { invoiceId, reason } });
      return {};
    case 'revoke':
      await revokeApproval({ ctx, input: { invoiceId, reason } });
      return {};
    case 'issue':
      await issueInvoice({ ctx, input: { invoiceId } });
      return {};
    case 'send':
    case 'resend':
      await sendInvoice({ ctx, input: { invoiceId } });
      return {};
    case 'discard':
      await discardInvoice({ ctx, input: { invoiceId, reason } });
      return {};
    case 'void':
      return (await voidInvoice({ ctx, input: { invoiceId, reason } })).state === 'held'
        ? { done: 'held' }
        : {};
    case 'reissue':
      return { shownId: (await reissueInvoice({ ctx, input: { invoiceId } })).invoiceId };
    default:
      return assertNever(action);
  }
}
