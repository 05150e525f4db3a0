import { AppError } from '../../core/app-error.ts';
import { assertNever } from '../../core/assert.ts';
import { revokeApproval } from '../../flow/approve/revoke-approval.ts';
import { submitInvoice } from '../../flow/approve/submit-invoice.ts';
import { withdrawRequest } from '../../flow/approve/withdraw-request.ts';
import { discardInvoice } from '../../flow/bill/discard-invoice.ts';
import type { Ctx } from '../../flow/context.ts';
import { sendInvoice } from '../../flow/deliver/send-invoice.ts';
import { issueInvoice } from '../../flow/issue/issue-invoice.ts';
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
    await run(ctx, invoiceId, action, reason);
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
  return c.redirect(`/invoices/${invoiceId}?done=${action}`, 303);
}

const NEEDS_REASON: ReadonlySet<InvoiceAction> = new Set(['withdraw', 'revoke', 'discard', 'void']);

async function run(ctx: Ctx, invoiceId: string, action: InvoiceAction, reason: string): Promise<void> {
  if (NEEDS_REASON.has(action) && reason === '') throw new AppError('request.invalid');
  switch (action) {
    case 'submit':
      await submitInvoice({ ctx, input: { invoiceId, ...(reason === '' ? {} : { reason }) } });
      return;
    case 'withdraw':
      return withdrawRequest({ ctx, input: { invoiceId, reason } });
    case 'revoke':
      return revokeApproval({ ctx, input: { invoiceId, reason } });
    case 'issue':
      await issueInvoice({ ctx, input: { invoiceId } });
      return;
    case 'send':
    case 'resend':
      return sendInvoice({ ctx, input: { invoiceId } });
    case 'discard':
      return discardInvoice({ ctx, input: { invoiceId, reason } });
    case 'void':
      return voidInvoice({ ctx, input: { invoiceId, reason } });
    default:
      return assertNever(action);
  }
}
