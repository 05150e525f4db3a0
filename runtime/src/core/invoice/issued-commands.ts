import type { ErrorCode } from '../error-codes.ts';
import type { Permission } from '../permissions.ts';
import type { DocumentStatus, InvoiceDocument } from './document.ts';

type IssuedCommand = {
  permission: Permission;
  from: readonly DocumentStatus[];
  /** Credit notes are documents too, but nothing is owed on them. */
  of: 'documents' | 'invoices';
  /** What else has to hold, in words. */
  guard: string;
  /** The actions of its audit entries. */
  audits: readonly string[];
  /** The lifecycle events that others hear of. */
  emits: readonly string[];
  /** What is thrown for a document in another state, or a credit note where only invoices take it. */
  refusal: { code: ErrorCode; detail: string };
};

const ISSUED = ['issued'] as const;
/** What is open about an invoice can be closed after it was voided as well. */
const EVER_ISSUED = ['issued', 'voiding', 'voided'] as const;
const VOIDED = ['voided'] as const;
const MONEY_MOVES = ['invoice.partially_paid', 'invoice.paid', 'invoice.unpaid'];

/**
 * What is done with an issued document and leaves its document status as it is: `transitions.ts` has what changes it.
 * Documents that were never issued take none of these. Shown in docs/invoice-commands.md.
 */
export const ISSUED_COMMANDS = {
  send: {
    permission: 'send',
    from: ISSUED,
    of: 'documents',
    guard: 'it has a recipient, and its PDF is rendered',
    audits: ['invoice.send'],
    emits: ['invoice.sent', 'invoice.send_failed', 'invoice.send_unknown'],
    refusal: { code: 'invoice.transition_refused', detail: 'Only an issued invoice can be sent.' },
  },
  report_delivery: {
    permission: 'send',
    from: EVER_ISSUED,
    of: 'documents',
    guard: 'a mail of it that went out is named, and one of its recipients; of a reminder in the same way',
    audits: ['delivery.report_sent', 'delivery.report_opened', 'delivery.report_bounced'],
    emits: ['invoice.sent', 'invoice.opened', 'invoice.bounced', 'invoice.reminder_bounced'],
    refusal: {
      code: 'delivery.mail_unknown',
      detail: 'Of a document that was never issued no mail went out.',
    },
  },
  close_bounce: {
    permission: 'send',
    from: ISSUED,
    of: 'documents',
    guard: 'a mail of it came back, nothing was sent since, and nobody saw to it yet; with a reason',
    audits: ['delivery.close_bounce'],
    emits: [],
    refusal: { code: 'invoice.transition_refused', detail: 'Only of what is issued bounces wait.' },
  },
  expect_payment: {
    permission: 'record_payment',
    from: ISSUED,
    of: 'invoices',
    guard: 'a payment that is processing names it, in its currency; nothing is settled by it',
    audits: ['payment.pending'],
    emits: ['invoice.payment_processing', 'invoice.payment_settled', 'invoice.payment_failed'],
    refusal: { code: 'settlement.invoice_unknown', detail: 'Only an issued invoice takes money.' },
  },
  allocate: {
    permission: 'record_payment',
    from: ISSUED,
    of: 'invoices',
    guard: 'the payment is in and has as much left, in the same currency, and no more than is owed',
    audits: ['payment.settle', 'payment.deduct', 'invoice.recover'],
    emits: [...MONEY_MOVES, 'invoice.recovered'],
    refusal: { code: 'settlement.not_possible', detail: 'Only an issued invoice takes money.' },
  },
  unapply: {
    permission: 'record_payment',
    from: ISSUED,
    of: 'documents',
    guard: 'money of the payment is on it',
    audits: ['payment.unapply'],
    emits: MONEY_MOVES,
    refusal: { code: 'settlement.not_possible', detail: 'Only an issued invoice gives money back.' },
  },
  refund: {
    permission: 'record_payment',
    from: ISSUED,
    of: 'documents',
    guard:
      'no more than was received and is not refunded yet, or than the credit note has left; a rule may hold it',
    audits: ['invoice.refund', 'invoice.hold_command'],
    emits: ['invoice.refunded', 'invoice.command_requested'],
    refusal: { code: 'settlement.not_possible', detail: 'Only of what is issued money goes back.' },
  },
  credit: {
    permission: 'create',
    from: ISSUED,
    of: 'invoices',
    guard: 'something of it is left to credit; the note is approved and issued on its own',
    audits: ['invoice.create', 'invoice.credit'],
    emits: ['invoice.credited'],
    refusal: { code: 'credit.not_possible', detail: 'Only an issued invoice can be credited.' },
  },
  correct: {
    permission: 'edit',
    from: ISSUED,
    of: 'documents',
    guard:
      'only whom it is addressed to changes, neither customer, money nor tax, and its last version is rendered; a rule may hold it',
    audits: ['invoice.correct', 'invoice.hold_command'],
    emits: ['invoice.corrected', 'invoice.command_requested'],
    refusal: { code: 'invoice.transition_refused', detail: 'Only an issued invoice can be corrected.' },
  },
  reissue: {
    permission: 'create',
    from: VOIDED,
    of: 'documents',
    guard:
      'no other document bills what it billed, or the invoice of a credit note has as much left to credit; the new draft is approved and issued on its own',
    audits: ['invoice.create', 'invoice.reissue'],
    emits: ['invoice.reissued'],
    refusal: { code: 'invoice.transition_refused', detail: 'Only what is voided can be issued again.' },
  },
  decide_command: {
    permission: 'approve',
    from: EVER_ISSUED,
    of: 'documents',
    guard:
      'a rule holds a command; a person whom its steps ask, who did not ask for it; with the last approval it is run as it was asked',
    audits: ['invoice.approve_command', 'invoice.reject_command', 'invoice.return_command'],
    emits: ['invoice.command_decided'],
    refusal: { code: 'approval.not_found', detail: 'No command on it waits for an approval.' },
  },
  withdraw_command: {
    permission: 'read',
    from: ISSUED,
    of: 'documents',
    guard:
      'a rule holds a command; whoever asked for it, or an administrator; a write-off is rejected instead',
    audits: ['invoice.withdraw_command'],
    emits: ['invoice.command_withdrawn'],
    refusal: { code: 'invoice.transition_refused', detail: 'No command on it waits for an approval.' },
  },
  request_write_off: {
    permission: 'write_off',
    from: ISSUED,
    of: 'invoices',
    guard: 'a person asks, something is owed, and no write-off is under way; a rule may say who approves it',
    audits: ['invoice.request_write_off', 'invoice.hold_command'],
    emits: ['invoice.write_off_requested', 'invoice.command_requested'],
    refusal: { code: 'settlement.not_possible', detail: 'Only what is issued can be written off.' },
  },
  decide_write_off: {
    permission: 'approve',
    from: EVER_ISSUED,
    of: 'invoices',
    guard: 'a person decides who did not ask for it; a rejection has a reason',
    audits: ['invoice.approve_write_off', 'invoice.reject_write_off'],
    emits: ['invoice.write_off_decided'],
    refusal: { code: 'settlement.not_possible', detail: 'Only what is issued can be written off.' },
  },
  book_write_off: {
    permission: 'write_off',
    from: ISSUED,
    of: 'invoices',
    guard: 'a person books who neither asked nor approved, and no more is owed than was approved',
    audits: ['invoice.write_off'],
    emits: ['invoice.written_off'],
    refusal: { code: 'settlement.not_possible', detail: 'Only what is issued can be written off.' },
  },
  open_dispute: {
    permission: 'dispute',
    from: ISSUED,
    of: 'invoices',
    guard: 'no dispute about it is open',
    audits: ['invoice.open_dispute'],
    emits: ['invoice.dispute_opened'],
    refusal: { code: 'settlement.not_possible', detail: 'Only an issued invoice can be disputed.' },
  },
  close_dispute: {
    permission: 'dispute',
    from: EVER_ISSUED,
    of: 'invoices',
    guard:
      'a dispute about it is open; to accept it is an approval by a person and names a credit note, or voids the invoice to issue it again',
    audits: ['invoice.close_dispute'],
    emits: ['invoice.dispute_closed'],
    refusal: { code: 'settlement.not_possible', detail: 'Only an issued invoice can be disputed.' },
  },
  set_collection: {
    permission: 'collections',
    from: ISSUED,
    of: 'invoices',
    guard: 'something is owed, and a last day is not past',
    audits: ['invoice.set_collection', 'invoice.resume_collection'],
    emits: ['invoice.collection_changed', 'invoice.promise_broken'],
    refusal: { code: 'settlement.not_possible', detail: 'Only what is issued is collected.' },
  },
  remind: {
    permission: 'collections',
    from: ISSUED,
    of: 'invoices',
    guard:
      'something is owed that is not on its way, it is neither paused, promised nor disputed, and none went out today',
    audits: ['reminder.request', 'reminder.sent', 'reminder.failed', 'reminder.unknown'],
    emits: [
      'invoice.reminded',
      'invoice.reminder_failed',
      'invoice.reminder_unknown',
      'invoice.reminders_exhausted',
    ],
    refusal: { code: 'settlement.not_possible', detail: 'Only of what is issued customers are reminded.' },
  },
} as const satisfies Record<string, IssuedCommand>;

/** The name of a command on an issued document. */
export type IssuedCommandName = keyof typeof ISSUED_COMMANDS;

/** True where a document takes the command, by its status and type; its guard is looked at by the command itself. */
export function takesCommand(
  command: IssuedCommandName,
  document: { documentStatus: DocumentStatus; type: InvoiceDocument['type'] },
): boolean {
  const { of, from }: IssuedCommand = ISSUED_COMMANDS[command];
  return from.includes(document.documentStatus) && (of === 'documents' || document.type !== 'credit_note');
}
