import type { Permission } from '../../core/permissions.ts';
import type { InvoiceView } from '../../flow/read/get-invoice.ts';

/** What a person can do to an invoice from its page; decisions on requests have a form of their own. */
export const INVOICE_ACTIONS = ['submit', 'issue', 'send', 'resend', 'discard', 'void'] as const;

/** One of them. */
export type InvoiceAction = (typeof INVOICE_ACTIONS)[number];

/** What to offer to a viewer, in this order. The verb decides again. */
export function invoiceActions(view: InvoiceView, permissions: ReadonlySet<Permission>): InvoiceAction[] {
  const { document, standing, attempts, documents } = view;
  const isBeforeIssue = ['draft', 'pending_approval', 'approved'].includes(document.status);
  const isIssued = document.status === 'issued';
  const isStored = documents.some(({ kind }) => kind === 'pdf');
  const isUnderWay = attempts.some(({ state }) => state === 'queued' || state === 'sending');
  const isSendable = isIssued && isStored && !isUnderWay;
  const possible: [InvoiceAction, Permission, boolean][] = [
    ['submit', 'submit', document.status === 'draft'],
    ['issue', 'issue', document.status === 'approved'],
    ['send', 'send', isSendable && attempts.length === 0],
    ['resend', 'send', isSendable && attempts.length > 0],
    ['discard', 'edit', isBeforeIssue],
    ['void', 'void', isIssued && Number(standing.cash) === 0],
  ];
  return possible.flatMap(([action, needs, isNow]) => (isNow && permissions.has(needs) ? [action] : []));
}
