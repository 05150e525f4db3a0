import type { CollectionStatus } from '../../core/settlement/collection.ts';
import type { Deduction } from '../../core/settlement/deductions.ts';
import type { EntryKind } from '../../flow/read/read-settlement.ts';
import type { DisputeOutcome, VoidBlock } from '../read/dispute-outcomes.ts';

const deductions: Record<Deduction, string> = {
  bank_fee: 'Bank fee',
  withholding_tax: 'Withholding tax',
  early_payment_discount: 'Discount for early payment',
  rounding: 'Rounding',
};

const kinds: Record<EntryKind, string> = {
  payment: 'Payment',
  credit_note: 'Credit note',
  deduction: 'Kept by the payer',
  write_off: 'Write-off',
};

const collectionStates: Record<CollectionStatus, string> = {
  normal: 'Normal',
  paused: 'Paused',
  promised: 'Payment promised',
  escalated: 'Escalated',
  closed: 'Nothing to collect',
};

const disputeOutcomes: Record<DisputeOutcome, string> = {
  credit_note: 'Accepted: settle it with a credit note',
  reissue: 'Accepted: void the invoice and issue it again',
  rejected: 'Rejected: the invoice is right as it is',
  withdrawn: 'Withdrawn by the customer',
};

const reissueBlocks: Record<VoidBlock, string> = {
  money:
    'It cannot be voided and issued again: money is on it. Take the money off first, or settle it with a credit note.',
  pending: 'It cannot be voided and issued again while money is on its way to it.',
  loss: 'It cannot be voided and issued again: a part of it is written off.',
  credit: 'It cannot be voided and issued again: it has a credit note.',
};

/** Texts of the money of an invoice after its issue. */
export const moneyEn = {
  open: 'Money…',
  title: (name: string) => `Money of ${name}`,
  lead: (customer: string) => `What ${customer} paid, what was taken off, and what is still owed.`,
  split: 'Settlement',
  total: 'Total',
  received: 'Received',
  credited: 'Credited',
  deducted: 'Kept by the payer',
  loss: 'Written off',
  balance: 'Still owed',
  level: 'Lateness',
  pending: 'Money on its way',
  pendingLead:
    'It settles nothing until it is in, and is told to no other system. Reminders leave it out meanwhile, for 30 days at most.',
  pendingSince: (amount: string, date: string) => `${amount}, since ${date}`,
  since: (date: string) => `On its way since ${date}`,
  ledger: 'Ledger',
  ledgerNone: 'Nothing has come in yet.',
  columns: { when: 'When', what: 'What', amount: 'Amount', action: 'Action' },
  kinds,
  deductions,
  reversal: (what: string) => `${what}, taken back`,
  reversed: 'Taken back since',
  refunds: 'Sent back',
  account: 'On account',
  accountLead: (customer: string) =>
    `What ${customer} has with this legal entity: left of credit notes, and money that is on no invoice.`,
  accountNone: 'Nothing is on account.',
  accountTotal: 'In all',
  writeOff: 'Write-off',
  writeOffLead: 'One person asks, another approves, a third books. Money that comes later takes it back.',
  writeOffStates: {
    requested: 'Waits for approval',
    approved: 'Approved, to be booked by a third person',
    rejected: 'Rejected',
    booked: 'Booked',
  },
  askedBy: (name: string, amount: string) => `${amount}, asked for by ${name}`,
  bookings: 'In accounting',
  bookingKinds: { write_off: 'Write-off', refund: 'Refund' },
  bookingStates: {
    waiting: 'Waits',
    booked: 'Booked and read back',
    taken_back: 'Taken back there',
    drift: 'Changed there',
    failed: 'Not booked',
    by_hand: 'Enter it there by hand',
  },
  bookByHand: 'A refund without a credit note has no counterpart there that could be written from here.',
  dispute: 'Dispute',
  disputeNone: 'No dispute. While one is open, the invoice is not collected.',
  disputeStates: { open: 'Open', accepted: 'Accepted', rejected: 'Rejected', withdrawn: 'Withdrawn' },
  disputeOf: (amount: string, name: string) => `${amount}, opened by ${name}`,
  disputeOutcomes,
  reissueBlocks,
  disputeSettled: {
    credit_note: 'Settled with a credit note.',
    reissue: 'Settled by voiding the invoice and issuing it again.',
  },
  disputeNotSettled: 'Nothing came of it: accounting refused to void the invoice. The dispute is open again.',
  disputeReopenedBecause: (said: string) =>
    `Open again: it was accepted by voiding the invoice, which was refused (${said}).`,
  collecting: 'Collecting',
  collectionStates,
  until: (date: string) => `Until ${date}`,
  promised: (amount: string, date: string) => `${amount} by ${date}`,
  fields: {
    amount: 'Amount',
    amountHelp: (currency: string) => `In ${currency}, such as 1200.00.`,
    amountAll: 'Left empty: as much as there is and is owed.',
    state: 'The money',
    states: { settled: 'Is in', processing: 'Is on its way' },
    receivedOn: 'Received on',
    receivedOnHelp: 'Of money on its way: the day on which it set out.',
    refundedOn: 'Sent back on',
    reference: 'Reference',
    referenceHelp: "Of the bank's statement.",
    deduction: 'Kept by the payer, because of',
    deductionNone: 'Nothing was kept',
    deducted: 'Amount kept',
    rest: 'What exceeds the invoice',
    rests: { keep: 'Stays on account', oldest_due: 'Goes to the oldest due invoices' },
    creditNote: 'Taken from',
    fromInvoice: 'The invoice: it is owed again for as much',
    fromNote: (number: string) => `What ${number} left`,
    disputed: 'Disputed amount',
    disputedHelp: 'Left empty: what is owed.',
    positions: 'Lines',
    positionsHelp: 'Numbers of the lines, such as 1, 3. Left empty: the whole invoice.',
    outcome: 'Outcome',
    settledWith: 'Credit note',
    settledWithHelp: 'To settle it with a credit note takes one of this invoice. Draft it first.',
    reissueHelp:
      'Void and issue again: once accounting has confirmed the void, a new draft stands in its place, and is approved by somebody else. Should accounting refuse, the dispute is open again.',
    acceptHelp: 'To accept it needs the permission to approve.',
    status: 'From now on',
    until: 'Last day, or promised day',
    untilHelp: 'For a pause or a promise. Afterwards collecting goes on by itself.',
    promise: 'Promised amount',
  },
  act: {
    pay: {
      label: 'Record a payment',
      title: 'Record a payment',
      text: 'It is applied to this invoice up to what is owed. Money on its way is shown and settles nothing until it is in.',
      confirm: 'Record the payment',
    },
    credit: {
      label: 'Apply to this invoice',
      title: 'Pay from the account',
      text: 'What credit notes left is taken first, then unapplied money, the oldest first.',
      confirm: 'Apply',
    },
    refund: {
      label: 'Note a refund',
      title: 'Note a refund',
      text: 'Notes money that was sent back. The hub itself sends no money.',
      confirm: 'Note the refund',
    },
    unapply: {
      label: 'Take back',
      title: 'Take it off the invoice',
      text: 'It is on account again and is not put back by itself.',
      confirm: 'Take it back',
    },
    askWriteOff: {
      label: 'Ask for a write-off',
      title: 'Ask for a write-off',
      text: 'All that is owed is to be a loss. Two other people approve and book it.',
      confirm: 'Ask for it',
    },
    approveWriteOff: {
      label: 'Approve',
      title: 'Approve the write-off',
      text: 'A third person books it. Nobody does two of the three steps.',
      confirm: 'Approve',
    },
    rejectWriteOff: {
      label: 'Reject',
      title: 'Reject the write-off',
      text: 'The amount stays owed. Say why.',
      confirm: 'Reject',
    },
    bookWriteOff: {
      label: 'Book',
      title: 'Book the write-off',
      text: 'What is owed now becomes a loss. Money that comes later takes it back.',
      confirm: 'Book it',
    },
    openDispute: {
      label: 'Open a dispute',
      title: 'Open a dispute',
      text: 'The invoice is not collected while it is open. The due date stays.',
      confirm: 'Open it',
    },
    closeDispute: {
      label: 'Close the dispute',
      title: 'Close the dispute',
      text: 'Collecting goes on afterwards, unless the invoice is voided.',
      confirm: 'Close it',
    },
    remind: {
      label: 'Send a reminder now',
      title: 'Send a reminder now',
      text: 'One mail lists this invoice and what else is late of this customer in this currency, whatever the policy says. Once a day.',
      confirm: 'Send it',
    },
    collect: {
      label: 'Change',
      title: 'Change how it is collected',
      text: 'A pause ends by itself. A promise that is not kept escalates the invoice.',
      confirm: 'Change it',
    },
  },
  done: {
    remind: 'The reminder is on its way.',
    pay: 'The payment is recorded.',
    credit: 'The account is applied.',
    refund: 'The refund is noted.',
    unapply: 'It is taken back.',
    askWriteOff: 'The write-off is asked for.',
    approveWriteOff: 'The write-off is approved.',
    rejectWriteOff: 'The write-off is rejected.',
    bookWriteOff: 'The write-off is booked.',
    openDispute: 'The dispute is open.',
    closeDispute: 'The dispute is closed.',
    collect: 'Collecting is changed.',
  },
};

/** Texts of the ageing report. */
export const agingEn = {
  title: 'Receivables by age',
  lead: 'What is owed, by how long it is due, on today in the zone of each legal entity.',
  emptyTitle: 'Nothing is owed',
  empty: 'Issued invoices with a balance are summed here by their age.',
  sums: 'Sums',
  customers: 'By customer',
  more: 'Only those that are late longest are shown. The sums hold all of them.',
  columns: {
    entity: 'Legal entity',
    customer: 'Customer',
    notDue: 'Not due',
    total: 'Total',
    disputed: 'Disputed',
    late: 'Late',
  },
  buckets: { '1-30': '1–30 days', '31-60': '31–60 days', '61-90': '61–90 days', over_90: 'Over 90 days' },
  days: (days: string) => (days === '1' ? '1 day' : `${days} days`),
};
