import { DocumentStatus } from '../invoice/document.ts';
import type { JsonObject } from '../json.ts';
import type { DueStatus } from '../settlement/due-status.ts';
import type { SettlementStatus } from '../settlement/settle.ts';

/** What an endpoint may filter by: the state of the invoice after the event. */
export const FILTER_STATUSES = [
  'draft',
  'pending_approval',
  'approved',
  'issued',
  'voided',
  'discarded',
  'unpaid',
  'partially_paid',
  'paid',
  'overdue',
] as const;

/** What an endpoint wants to hear of; null lets everything through. */
export type EndpointFilter = {
  eventTypes: readonly string[] | null;
  entityIds: readonly string[] | null;
  statuses: readonly string[] | null;
};

/** True when an endpoint wants events of this type about invoices of this entity, whatever their status. */
export function wantsEvent(filter: EndpointFilter, event: { type: string; entityId: string }): boolean {
  return allows(filter.eventTypes, event.type) && allows(filter.entityIds, event.entityId);
}

/** True when one of the invoice's statuses is among those that an endpoint asked for. */
export function wantsStatus(filter: EndpointFilter, statuses: readonly string[]): boolean {
  return filter.statuses === null || statuses.some((status) => allows(filter.statuses, status));
}

/** Where an invoice stands, as far as endpoints filter by it. */
export type FilterableInvoice = {
  isNumbered: boolean;
  documentStatus: DocumentStatus;
  settlement: SettlementStatus;
  due: DueStatus['status'];
};

/** The statuses of an invoice: of the document, and once it is numbered of its money and its due date. */
export function filterStatusesOf(invoice: FilterableInvoice): string[] {
  if (!invoice.isNumbered) return [invoice.documentStatus];
  const due = invoice.due === 'overdue' ? ['overdue'] : [];
  return [invoice.documentStatus, invoice.settlement, ...due];
}

const SETTLED_BY: ReadonlyMap<string, SettlementStatus> = new Map([
  ['invoice.paid', 'paid'],
  ['invoice.partially_paid', 'partially_paid'],
  ['invoice.unpaid', 'unpaid'],
]);

/**
 * The invoice as it stood after a past event, from where it stands now and what the event itself says: the status that
 * a transition led to, and the settlement that a payment left.
 */
export function asOfEvent(
  event: { type: string; data: JsonObject },
  now: FilterableInvoice,
): FilterableInvoice {
  const to = DocumentStatus.safeParse(event.type === 'invoice.created' ? 'draft' : event.data['to']);
  if (!to.success) return { ...now, settlement: SETTLED_BY.get(event.type) ?? now.settlement };
  const isNumbered = now.isNumbered && ['issued', 'voiding', 'voided'].includes(to.data);
  return { ...now, isNumbered, documentStatus: to.data };
}

const allows = (wanted: readonly string[] | null, value: string): boolean =>
  wanted === null || wanted.includes(value);
