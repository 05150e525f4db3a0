import { findTransition } from '../../core/invoice/transitions.ts';
import type { Permission } from '../../core/permissions.ts';
import type { InvoiceView } from '../../flow/read/get-invoice.ts';

/** What a person can do to an invoice from its page; decisions on requests have a form of their own. */
export const INVOICE_ACTIONS = [
  'submit',
  'withdraw',
  'issue',
  'revoke',
  'send',
  'resend',
  'discard',
  'void',
] as const;

/** One of them. */
export type InvoiceAction = (typeof INVOICE_ACTIONS)[number];

/** What to offer to a viewer, in this order. The verb decides again. */
export function invoiceActions(view: InvoiceView, permissions: ReadonlySet<Permission>): InvoiceAction[] {
  const { document, attempts, documents } = view;
  const isBeforeIssue = ['draft', 'pending_approval', 'approved'].includes(document.status);
  const isIssued = document.status === 'issued';
  const isStored = documents.some(({ kind }) => kind === 'pdf');
  const isUnderWay = attempts.some(({ state }) => state === 'queued' || state === 'sending');
  const isSendable = isIssued && isStored && !isUnderWay;
  const possible: [InvoiceAction, Permission, boolean][] = [
    ['submit', 'submit', document.status === 'draft'],
    ['withdraw', 'submit', document.status === 'pending_approval'],
    ['issue', 'issue', document.status === 'approved'],
    ['revoke', 'approve', document.status === 'approved'],
    ['send', 'send', isSendable && attempts.length === 0],
    ['resend', 'send', isSendable && attempts.length > 0],
    ['discard', 'edit', isBeforeIssue],
    ['void', 'void', isIssued && isUntouched(view)],
  ];
  return possible.flatMap(([action, needs, isNow]) => (isNow && permissions.has(needs) ? [action] : []));
}

/** Whether the viewer may draft a credit note of the invoice; the verb decides again. */
export const canCredit = ({ document }: InvoiceView, permissions: ReadonlySet<Permission>): boolean =>
  document.status === 'issued' && document.type !== 'credit_note' && permissions.has('create');

/** Whether the viewer may edit the invoice by hand; the verb decides again. */
export const canEdit = ({ document }: InvoiceView, permissions: ReadonlySet<Permission>): boolean =>
  findTransition('edit', document.status) !== undefined && permissions.has('edit');

/** Neither money nor a credit is on it or on its way to it, and it credits nothing. */
const isUntouched = ({ standing, creditNotes }: InvoiceView): boolean =>
  standing.pendingMoney === null &&
  creditNotes.length === 0 &&
  !/[1-9]/.test(`${standing.cash}${standing.credit}`);
