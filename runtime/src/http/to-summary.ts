import type { InvoiceSummary } from '../flow/read/list-invoices.ts';
import type { InvoiceStanding } from '../flow/read/load-standing.ts';

/** A standing as it is answered: amounts as text only, without our integers. */
export function toStandingAnswer(standing: InvoiceStanding) {
  const { balanceMinor: _balance, invoiceId: _invoice, ...answer } = standing;
  return answer;
}

/** An invoice of a list as it is answered. */
export function toSummaryAnswer(summary: InvoiceSummary) {
  return { ...summary, standing: toStandingAnswer(summary.standing) };
}
