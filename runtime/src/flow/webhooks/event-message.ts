import type { JsonObject } from '../../core/json.ts';
import type { FilterableInvoice } from '../../core/webhooks/endpoint-filter.ts';
import { previousValues } from '../../core/webhooks/previous-values.ts';
import type { InvoiceSummary } from '../read/list-invoices.ts';

/** An event as it was recorded. */
export type RecordedEvent = {
  id: string;
  invoiceId: string;
  sequence: number;
  type: string;
  data: JsonObject;
  occurredAt: Date;
};

/** The body of an event's message: what happened, and the invoice as `GET /v1/invoices` lists it. */
export function eventMessage(event: RecordedEvent, invoice: InvoiceSummary): string {
  // The list answers amounts as text only, without our integers.
  const {
    invoiceId: _id,
    currency,
    totalMinor: _total,
    balanceMinor: _balance,
    ...standing
  } = invoice.standing;
  return JSON.stringify({
    type: event.type,
    timestamp: event.occurredAt.toISOString(),
    data: {
      eventId: event.id,
      sequence: event.sequence,
      entityId: invoice.entityId,
      invoiceId: event.invoiceId,
      previous: previousValues(event.data, currency),
      invoice: { ...invoice, standing },
    },
  });
}

/** What of an invoice's summary endpoints filter by. */
export const filterableOf = ({ number, documentStatus, standing }: InvoiceSummary): FilterableInvoice => ({
  isNumbered: number !== null,
  documentStatus,
  settlement: standing.settlement,
  due: standing.due.status,
});
