import { findTransition } from '../../core/invoice/transitions.ts';
import type { Permission } from '../../core/permissions.ts';
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { voidBlockOf } from './dispute-outcomes.ts';

/** What a person can do to an invoice from its page; decisions on requests have a form of their own. */
export const INVOICE_ACTIONS = [
  'submit',
  'withdraw',
  'takeBack',
  'issue',
  'revoke',
  'send',
  'resend',
  'discard',
  'void',
  'reissue',
] as const;

/** One of them. */
export type InvoiceAction = (typeof INVOICE_ACTIONS)[number];

/** What is told after a command was asked for that a rule holds, or after such a request was decided. */
export const HELD_DEEDS = ['held', 'command_approved', 'command_rejected', 'command_returned'] as const;

/** What to offer to a viewer, in this order. The verb decides again. */
export function invoiceActions(view: InvoiceView, permissions: ReadonlySet<Permission>): InvoiceAction[] {
  const { document, attempts, documents, version } = view;
  const isBeforeIssue = ['draft', 'pending_approval', 'approved'].includes(document.status);
  const isIssued = document.status === 'issued';
  const isStored = documents.some((stored) => stored.kind === 'pdf' && stored.version === version);
  const isUnderWay = attempts.some(({ state }) => state === 'queued' || state === 'sending');
  const isSendable = isIssued && isStored && !isUnderWay;
  const possible: [InvoiceAction, Permission, boolean][] = [
    ['submit', 'submit', document.status === 'draft'],
    ['withdraw', 'submit', document.status === 'pending_approval'],
    ...takeBack(view, permissions),
    ['issue', 'issue', document.status === 'approved'],
    ['revoke', 'approve', document.status === 'approved'],
    ['send', 'send', isSendable && attempts.length === 0],
    ['resend', 'send', isSendable && attempts.length > 0],
    ['discard', 'edit', isBeforeIssue],
    ['void', 'void', isIssued && view.openRequest === null && voidBlockOf(view) === null],
    ['reissue', 'create', isReissuable(view)],
  ];
  return possible.flatMap(([action, needs, isNow]) => (isNow && permissions.has(needs) ? [action] : []));
}

/** What a rule holds goes with whoever may ask for it, or an administrator; a write-off is rejected instead. */
function takeBack(
  { openRequest }: InvoiceView,
  permissions: ReadonlySet<Permission>,
): [InvoiceAction, Permission, boolean][] {
  const command = openRequest?.command?.name;
  if (command === undefined || command === 'write_off') return [];
  return [['takeBack', permissions.has('admin') ? 'admin' : ASKED_WITH[command], true]];
}

const ASKED_WITH = { refund: 'record_payment', void: 'void', correct: 'edit' } as const;

/** Whether the viewer may draft a credit note of the invoice; the verb decides again. */
export const canCredit = ({ document }: InvoiceView, permissions: ReadonlySet<Permission>): boolean =>
  document.status === 'issued' && document.type !== 'credit_note' && permissions.has('create');

/** Whether the viewer may edit the invoice by hand; the verb decides again. */
export const canEdit = ({ document }: InvoiceView, permissions: ReadonlySet<Permission>): boolean =>
  findTransition('edit', document.status) !== undefined && permissions.has('edit');

/** Whether the viewer may correct whom the document is addressed to; the verb decides again. */
export const canCorrect = (
  { document, openRequest }: InvoiceView,
  permissions: ReadonlySet<Permission>,
): boolean => document.status === 'issued' && openRequest === null && permissions.has('edit');

/** Voided, and nothing stands in its place yet. */
const isReissuable = ({ document, replacedBy }: InvoiceView): boolean =>
  document.status === 'voided' && replacedBy === null;
