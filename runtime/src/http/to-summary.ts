import type { InvoiceView } from '../flow/read/get-invoice.ts';
import type { InvoiceSummary } from '../flow/read/list-invoices.ts';
import type { InvoiceStanding } from '../flow/read/load-standing.ts';

/** A standing as it is answered: amounts as text only, without our integers. */
function toStandingAnswer(standing: InvoiceStanding) {
  const {
    displayStatus,
    boardColumn,
    delivery,
    isSendUnknown,
    settlement,
    due,
    overdueLevel,
    dispute,
    collection,
    total,
    cash,
    credit,
    deducted,
    loss,
    balance,
    pendingMoney,
    reachedAt,
  } = standing;
  return {
    displayStatus,
    boardColumn,
    delivery,
    isSendUnknown,
    settlement,
    due,
    overdueLevel,
    dispute,
    collection,
    total,
    cash,
    credit,
    deducted,
    loss,
    balance,
    pendingMoney,
    reachedAt,
  };
}

/** An invoice of a list as it is answered. */
export function toSummaryAnswer(summary: InvoiceSummary) {
  return { ...summary, standing: toStandingAnswer(summary.standing) };
}

/** One invoice as it is answered; its timeline has a route of its own. */
export function toInvoiceAnswer({ timeline: _timeline, edits, ...invoice }: InvoiceView) {
  return { ...invoice, standing: toStandingAnswer(invoice.standing), edits: toEditsAnswer(edits) };
}

const toEditsAnswer = (edits: InvoiceView['edits']) =>
  Object.entries(edits).map(([pointer, { source, value, conflict, by, at, reason = null }]) => ({
    ...{ pointer, source, value, by, at: new Date(at), reason },
    now: conflict === undefined ? source : conflict,
    isConflict: conflict !== undefined,
  }));
