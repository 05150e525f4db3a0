import { AppError } from '../../../core/app-error.ts';
import { CloseBounceInput, closeBounce } from '../../../flow/deliver/close-bounce.ts';
import { statusOf } from '../../answer-error.tsx';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { parseInput } from '../../read/parse-input.ts';
import { readForm } from '../../read/read-form.ts';
import { viewerOf } from '../../viewer-of.ts';
import { showInvoice } from '../show-invoice.tsx';

/** Takes a bounce off the exceptions and goes back to the invoice; a refusal shows the invoice as it is now, and why. */
export async function closeOne(
  c: ConsoleContext,
  parts: Console,
  { invoiceId, reportId }: { invoiceId: string; reportId: string },
): Promise<Response> {
  const { values } = await readForm(c);
  const reason = values[`reason-${reportId}`] ?? '';
  try {
    const input = { reportId, ...parseInput(CloseBounceInput, { reason }) };
    await closeBounce({ ctx: viewerOf(c), input });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const outcome = { state: 'refused', error, reason: '' } as const;
    return showInvoice(c, parts, { invoiceId, outcome, status: statusOf(error) });
  }
  return c.redirect(`/invoices/${invoiceId}?done=bounce_closed`, 303);
}
