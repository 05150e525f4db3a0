import type { InvoiceSummary } from '../flow/read/list-invoices.ts';
import type { InvoiceStanding } from '../flow/read/load-standing.ts';

/** A standing as it is answered: amounts as text only, without our integers. */
export function toStandingAnswer(standing: InvoiceStanding) {
  const {
    displayStatus,
    boardColumn,
    delivery,
    isSendUnknown,
    settlement,
    due,
    total,
    cash,
    balance,
    reachedAt,
  } = standing;
  return {
    displayStatus,
    boardColumn,
    delivery,
    isSendUnknown,
    settlement,
    due,
    total,
    cash,
    balance,
    reachedAt,
  };
}

/** An invoice of a list as it is answered. */
export function toSummaryAnswer(summary: InvoiceSummary) {
  return { ...summary, standing: toStandingAnswer(summary.standing) };
}
