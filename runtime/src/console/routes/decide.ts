import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { decideApproval } from '../../flow/approve/decide-approval.ts';
import { statusOf } from '../answer-error.tsx';
import type { Console, ConsoleContext } from '../console-env.ts';
import { REASON_MAX_CHARS } from '../parts/decision-form.tsx';
import { type InvoicePageData, loadInvoicePage } from '../read/load-invoice-page.ts';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';
import { showInvoice } from './show-invoice.tsx';

const Decision = z.object({
  decision: z.enum(['approved', 'rejected', 'returned']),
  reason: z.string().trim().max(REASON_MAX_CHARS).default(''),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  requestId: z.string().max(60),
});
type Decision = z.infer<typeof Decision>;

/** Takes a decision and goes back to the invoice; a refusal shows the invoice as it is now, with the reason kept. */
export async function decide(c: ConsoleContext, parts: Console, invoiceId: string): Promise<Response> {
  const parsed = Decision.safeParse(await c.req.parseBody());
  if (!parsed.success)
    throw new AppError('request.invalid', { detail: 'The form is not one of this console.' });
  const { decision, reason, contentHash } = parsed.data;
  const ctx = viewerOf(c);
  try {
    const shown = await loadInvoicePage(ctx, invoiceId);
    if (isStale(shown, parsed.data)) {
      const error = new AppError('invoice.content_changed');
      const advice = uiOf(c, parts).texts.approval.stale;
      const outcome = { state: 'refused', error, reason, advice } as const;
      return await showInvoice(c, parts, { invoiceId, outcome, status: statusOf(error) });
    }
    const { requestId } = parsed.data;
    await decideApproval({
      ctx,
      input: { invoiceId, requestId, contentHash, decision, ...(reason === '' ? {} : { reason }) },
    });
    const done = (shown.view.openRequest?.command ?? null) === null ? decision : `command_${decision}`;
    return c.redirect(`/invoices/${invoiceId}?done=${done}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'invoice.not_found') throw error;
    const outcome = { state: 'refused', error, reason } as const;
    return showInvoice(c, parts, { invoiceId, outcome, status: statusOf(error) });
  }
}

/** True when another request waits, or another content is shown, than when the form was made. */
function isStale({ view, contentHash }: InvoicePageData, form: Decision): boolean {
  if (view.openRequest === null) return false;
  return view.openRequest.id !== form.requestId || contentHash !== form.contentHash;
}
