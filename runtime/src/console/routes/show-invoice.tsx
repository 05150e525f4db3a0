/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { findDecisionRight } from '../../flow/approve/find-decision-right.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { type DecisionOutcome, InvoicePage } from '../pages/invoice-page.tsx';
import { loadInvoicePage } from '../read/load-invoice-page.ts';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';

type ShowInvoiceInput = { invoiceId: string; outcome: DecisionOutcome; status?: ContentfulStatusCode };

/** Answers with the page of an invoice as it is now; throws `invoice.not_found`. */
export async function showInvoice(
  c: ConsoleContext,
  parts: Console,
  input: ShowInvoiceInput,
): Promise<Response> {
  const ctx = viewerOf(c);
  const data = await loadInvoicePage(ctx, input.invoiceId);
  const { request } = data;
  const right =
    request === null
      ? ({ right: 'no_permission' } as const)
      : await findDecisionRight({ ctx, input: { requestId: request.id } });
  const ui = uiOf(c, parts, `/invoices/${input.invoiceId}`);
  return answerPage(
    c,
    <InvoicePage ui={ui} data={data} right={right} outcome={input.outcome} />,
    input.status ?? 200,
  );
}
